package dev.aurora.rules.explain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aurora.rules.explain.Candidates.Scale;
import dev.aurora.rules.json.FactsLine;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the smallest change of facts that reaches a goal: one value first, then one more where
 * one isn't enough. What it finds was evaluated, value by value; that nothing smaller exists is
 * certain only for one value whose effect goes in one direction. Pure.
 */
public final class ChangeSearch {

  private static final int CHANGES_MAX = 6;

  /** How far facts are from what is looked for; 0 = there. Negative is never asked for. */
  @FunctionalInterface
  public interface Goal {
    int distance(FactsLine.Readable facts);
  }

  /**
   * What was found.
   *
   * @param changes in the order of the facts, at least one
   * @param facts with all of them made
   */
  public record Found(List<Change> changes, FactsLine.Readable facts) {
    public Found {
      changes = List.copyOf(changes);
    }
  }

  private record Step(String path, JsonNode value, int distance, double cost) {

    boolean betterThan(@Nullable Step other) {
      return other == null
          || distance < other.distance
          || distance == other.distance && cost < other.cost;
    }
  }

  private final Collection<String> names;
  private final Predicate<String> mayChange;
  private final Goal goal;

  /**
   * @param names texts that a name in the facts may become
   * @param mayChange which paths may be changed
   */
  public ChangeSearch(Collection<String> names, Predicate<String> mayChange, Goal goal) {
    this.names = List.copyOf(names);
    this.mayChange = mayChange;
    this.goal = goal;
  }

  /** The change, or empty when none was found; facts that are there already need none: empty. */
  public Optional<Found> from(FactsLine.Readable start) {
    FactTree origin = FactTree.of(start);
    FactTree now = origin;
    Map<String, JsonNode> made = new LinkedHashMap<>();
    int distance = distance(now);
    while (distance > 0 && made.size() < CHANGES_MAX) {
      Step step = best(now, distance);
      if (step == null) {
        return Optional.empty();
      }
      now = now.with(step.path(), step.value());
      made.put(step.path(), step.value());
      distance = step.distance();
    }
    return distance > 0 || made.isEmpty() ? Optional.empty() : found(origin, needed(origin, made));
  }

  private static Optional<Found> found(FactTree origin, Map<String, JsonNode> made) {
    FactTree changed = apply(origin, made);
    return changed.facts().map(facts -> new Found(origin.changesTo(changed), facts));
  }

  /** A later change can make an earlier one needless. */
  private Map<String, JsonNode> needed(FactTree origin, Map<String, JsonNode> made) {
    Map<String, JsonNode> kept = new LinkedHashMap<>(made);
    for (String path : made.keySet()) {
      Map<String, JsonNode> without = new LinkedHashMap<>(kept);
      without.remove(path);
      if (!without.isEmpty() && distance(apply(origin, without)) == 0) {
        kept = without;
      }
    }
    return kept;
  }

  private static FactTree apply(FactTree origin, Map<String, JsonNode> changes) {
    FactTree changed = origin;
    for (Map.Entry<String, JsonNode> change : changes.entrySet()) {
      changed = changed.with(change.getKey(), change.getValue());
    }
    return changed;
  }

  /** The facts with these changes; empty when one of them can't be made. */
  public static Optional<FactsLine.Readable> with(FactsLine.Readable facts, List<Change> changes) {
    FactTree changed = FactTree.of(facts);
    for (Change change : changes) {
      changed = changed.put(change.path(), changed.as(change.path(), change.to()));
    }
    return changed.facts();
  }

  private @Nullable Step best(FactTree facts, int distance) {
    Candidates candidates = new Candidates(facts, names);
    Step best = null;
    for (String path : facts.paths()) {
      if (!mayChange.test(path)) {
        continue;
      }
      for (JsonNode word : candidates.words(path)) {
        best = better(best, new Step(path, word, distance(facts.with(path, word)), 1));
      }
      Scale scale = candidates.scale(path).orElse(null);
      if (scale != null) {
        best = better(best, nearest(facts, path, scale, true, distance));
        best = better(best, nearest(facts, path, scale, false, distance));
      }
    }
    return best == null || best.distance() >= distance ? null : best;
  }

  private static @Nullable Step better(@Nullable Step best, @Nullable Step next) {
    return next != null && next.betterThan(best) ? next : best;
  }

  /** The nearest value on one side that comes closer to the goal than the facts do. */
  private @Nullable Step nearest(
      FactTree facts, String path, Scale scale, boolean up, int distance) {
    long near = 0;
    for (long far : scale.reaches(up)) {
      int reached = distance(facts, path, scale, far);
      if (reached < distance) {
        return between(facts, path, scale, near, far, reached);
      }
      near = far;
    }
    return null;
  }

  /** Halves the way from a value that is too near to one that is far enough. */
  private Step between(
      FactTree facts, String path, Scale scale, long tooNear, long farEnough, int reached) {
    long near = tooNear;
    long far = farEnough;
    while (Math.abs(far - near) > 1) {
      long middle = near + (far - near) / 2;
      if (distance(facts, path, scale, middle) <= reached) {
        far = middle;
      } else {
        near = middle;
      }
    }
    JsonNode value = scale.at(far);
    if (value == null) {
      throw new IllegalStateException("what was evaluated has a value");
    }
    return new Step(path, value, reached, scale.cost(far));
  }

  private int distance(FactTree facts, String path, Scale scale, long steps) {
    JsonNode value = scale.at(steps);
    return value == null ? Integer.MAX_VALUE : distance(facts.with(path, value));
  }

  private int distance(FactTree facts) {
    return facts.facts().map(goal::distance).orElse(Integer.MAX_VALUE);
  }
}
