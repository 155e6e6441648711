package dev.aurora.service.ruleset;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What all steps together say: which rule set answers at a moment, and how far each release has
 * come. Immutable.
 *
 * @param entries all of them, the oldest first
 */
public record ReleaseStanding(List<ReleaseEntry> entries) {

  static final ReleaseStanding NOTHING = new ReleaseStanding(List.of());

  public ReleaseStanding {
    entries = List.copyOf(entries);
  }

  public long revision() {
    return entries.isEmpty() ? 0 : entries.getLast().revision();
  }

  /** The step that put the set in force which answers at this moment; empty when none does. */
  public Optional<ReleaseEntry> inForce(Instant now) {
    return Optional.ofNullable(layers(now).peek());
  }

  /** What a revert goes back to: the set under the one in force. */
  public Optional<ReleaseEntry> earlier(Instant now) {
    return layers(now).stream().skip(1).findFirst();
  }

  /**
   * The sets that lie over each other at this moment, the one in force on top. An activation lays
   * one on; a revert takes away what lies over its own; what has expired is as if it never was.
   */
  Deque<ReleaseEntry> layers(Instant now) {
    Deque<ReleaseEntry> layers = new ArrayDeque<>();
    for (ReleaseEntry entry : entries) {
      switch (entry.action()) {
        case ADOPTED, ACTIVATED -> layers.push(entry);
        case REVERTED -> revert(layers, entry);
        case EXPIRED -> layers.removeIf(layer -> same(layer, entry) && layer.overAt(entry.at()));
        case PROPOSED, SHADOW_BEGUN, SHADOW_ENDED, APPROVED, LAPSED -> {
          // Puts nothing in force.
        }
      }
    }
    layers.removeIf(layer -> layer.overAt(now));
    return layers;
  }

  private static void revert(Deque<ReleaseEntry> layers, ReleaseEntry to) {
    while (!layers.isEmpty() && !same(layers.element(), to)) {
      layers.pop();
    }
    if (layers.isEmpty()) {
      layers.push(to);
    }
  }

  private static boolean same(ReleaseEntry one, ReleaseEntry other) {
    return one.release().equals(other.release());
  }

  /** Whether this set has ever answered. */
  boolean everInForce(String release) {
    return entries.stream()
        .filter(entry -> entry.release().equals(release))
        .anyMatch(
            entry ->
                entry.action() == ReleaseAction.ADOPTED
                    || entry.action() == ReleaseAction.ACTIVATED);
  }

  /** The last step of each release, by digest, the newest release last. */
  public Map<String, ReleaseEntry> lastSteps() {
    Map<String, ReleaseEntry> last = new LinkedHashMap<>();
    for (ReleaseEntry entry : entries) {
      last.remove(entry.release());
      last.put(entry.release(), entry);
    }
    return last;
  }

  /** The steps of the release since it was last proposed or adopted; empty when it never was. */
  List<ReleaseEntry> steps(String release) {
    List<ReleaseEntry> steps = new ArrayList<>();
    for (ReleaseEntry entry : entries) {
      if (entry.release().equals(release)) {
        if (entry.action() == ReleaseAction.PROPOSED) {
          steps.clear();
        }
        steps.add(entry);
      }
    }
    return steps;
  }

  /** A step of this kind since the release was last proposed. */
  Optional<ReleaseEntry> step(String release, ReleaseAction action) {
    return steps(release).stream().filter(entry -> entry.action() == action).findFirst();
  }

  /** Whether what is in force was changed after a step: it was meant over another base. */
  boolean overtaken(ReleaseEntry step) {
    return entries.stream()
        .filter(entry -> entry.revision() > step.revision())
        .anyMatch(entry -> entry.action().changesWhatIsInForce());
  }

  /** Approved and not yet activated, the newest last: what every process is to have ready. */
  List<ReleaseEntry> staged() {
    return lastSteps().values().stream()
        .filter(entry -> entry.action() == ReleaseAction.APPROVED)
        .toList();
  }

  /** The release that judges beside the live set now. */
  Optional<ReleaseEntry> shadow() {
    return lastSteps().values().stream()
        .filter(entry -> entry.action() == ReleaseAction.SHADOW_BEGUN)
        .reduce((earlier, later) -> later);
  }

  /** Layers whose time is over and of which no row says so yet. */
  List<ReleaseEntry> overdue(Instant now) {
    List<ReleaseEntry> all = new ArrayList<>(layers(Instant.MIN));
    return all.stream().filter(layer -> layer.overAt(now)).toList();
  }
}
