package dev.aurora.service.crash;

import dev.aurora.service.crash.CrashPoint.Phase;
import dev.aurora.service.e2d.artifact.ArtifactFolder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/**
 * Which rounds there are: one a point that an undisturbed load passes, and one for each point that
 * only a recovery passes, reached by dying twice. Every side of every step has its turn before any
 * has a second; points of one kind differ in their order only. Thread-safe.
 */
final class CrashPlan {

  /** How often an order is looked at depends on the clock: later looks may never come. */
  private static final int LOOKS_MAX = 1;

  private static final String COMPARISON = "Reconciliation.compare";

  private static final Set<String> OF_EACH_COMPARISON =
      Set.of("broker.executionsSince", "BreakerDesk.reconciled");

  private static final List<String> ARTIFACTS =
      List.of(
          ArtifactFolder.FEATURES,
          ArtifactFolder.PREDICTIONS,
          ArtifactFolder.DECISIONS,
          ArtifactFolder.METRICS,
          ArtifactFolder.TRACE,
          ArtifactFolder.TIMINGS,
          ArtifactFolder.SUMMARY,
          ArtifactFolder.CHECKPOINT);

  /** So often a round that dies twice has its turn while there are others. */
  private static final int TURN_OF_RECOVERIES = 8;

  private final Deque<List<CrashPoint>> waiting;
  private final Deque<List<CrashPoint>> recoveries = new ArrayDeque<>();
  private final Set<String> kinds = new LinkedHashSet<>();
  private final List<CrashPoint> points;
  private int turn;

  /**
   * @param passed what the undisturbed load passed
   * @param seed of the order of rounds
   */
  CrashPlan(List<CrashPoint> passed, long seed) {
    Set<CrashPoint> all = new LinkedHashSet<>();
    passed.stream().filter(CrashPlan::isCertain).forEach(all::add);
    for (String artifact : ARTIFACTS) {
      all.add(new CrashPoint(CrashingService.DECIDE, artifact, Phase.FILE_BEGUN, 1));
      all.add(new CrashPoint(CrashingService.DECIDE, artifact, Phase.FILE_WRITTEN, 1));
    }
    passed.forEach(point -> kinds.add(kind(point)));
    points = List.copyOf(all);
    waiting = new ArrayDeque<>(rounds(all, new Random(seed)));
  }

  /** How many points the undisturbed load has. */
  int points() {
    return points.size();
  }

  /** The points of the undisturbed load. */
  List<CrashPoint> all() {
    return points;
  }

  /** The points of the next round; empty when every round had its turn. */
  synchronized List<CrashPoint> next() {
    turn++;
    boolean second = turn % TURN_OF_RECOVERIES == 0 || waiting.isEmpty();
    Deque<List<CrashPoint>> from = second && !recoveries.isEmpty() ? recoveries : waiting;
    return from.isEmpty() ? List.of() : from.removeFirst();
  }

  /** A recovery may pass points that nobody knew of: the next rounds die there too. */
  synchronized void recovered(List<CrashPoint> died, List<CrashPoint> passed) {
    if (died.size() > 1) {
      return;
    }
    for (CrashPoint point : passed) {
      if (isCertain(point) && kinds.add(kind(point))) {
        recoveries.add(List.of(died.get(0), point));
      }
    }
  }

  /**
   * What the patrols do once a second meets a step of the load by chance, and so does the
   * comparison that a start asks for: only what it does whatever it finds is sure to come.
   */
  private static boolean isCertain(CrashPoint point) {
    if (point.step().equals(COMPARISON)) {
      return point.nth() == 1 && OF_EACH_COMPARISON.contains(point.action());
    }
    boolean patrol = !point.step().contains(".") && point.step().contains("patrol");
    return !patrol && !(point.step().endsWith(".refresh") && point.nth() > LOOKS_MAX);
  }

  private static String kind(CrashPoint point) {
    return point.step() + point.action() + point.phase();
  }

  /** The sides of a step have their turns first, then the moments of each side. */
  private static List<List<CrashPoint>> rounds(Collection<CrashPoint> all, Random random) {
    List<CrashPoint> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, random);
    return inTurns(inTurns(shuffled, CrashPlan::kind), point -> point.step() + point.phase())
        .stream()
        .map(List::of)
        .toList();
  }

  private static List<CrashPoint> inTurns(
      List<CrashPoint> points, Function<CrashPoint, String> group) {
    Map<String, Deque<CrashPoint>> groups = new LinkedHashMap<>();
    points.forEach(
        point -> groups.computeIfAbsent(group.apply(point), any -> new ArrayDeque<>()).add(point));
    List<CrashPoint> turns = new ArrayList<>();
    while (turns.size() < points.size()) {
      for (Deque<CrashPoint> waiting : groups.values()) {
        if (!waiting.isEmpty()) {
          turns.add(waiting.removeFirst());
        }
      }
    }
    return turns;
  }
}
