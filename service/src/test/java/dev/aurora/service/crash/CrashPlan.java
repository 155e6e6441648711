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

/**
 * Which rounds there are: one a point that an undisturbed load passes, and one for each point that
 * only a recovery passes, reached by dying twice. Points of one kind differ in their order only;
 * every kind has its turn before any has a second. Thread-safe.
 */
final class CrashPlan {

  /** How often an order is looked at depends on the clock: later looks may never come. */
  private static final int LOOKS_MAX = 2;

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
  private static final int TURN_OF_RECOVERIES = 3;

  private final Deque<List<CrashPoint>> waiting;
  private final Deque<List<CrashPoint>> recoveries = new ArrayDeque<>();
  private final Set<String> kinds = new LinkedHashSet<>();
  private final int points;
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
    points = all.size();
    waiting = new ArrayDeque<>(inTurns(all, new Random(seed)));
  }

  /** How many points the undisturbed load has. */
  int points() {
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

  /** What the patrols do once a second meets a step of the load by chance. */
  private static boolean isCertain(CrashPoint point) {
    boolean patrol = !point.step().contains(".") && point.step().contains("patrol");
    return !patrol && !(point.step().endsWith(".refresh") && point.nth() > LOOKS_MAX);
  }

  private static String kind(CrashPoint point) {
    return point.step() + point.action() + point.phase();
  }

  private static List<List<CrashPoint>> inTurns(Collection<CrashPoint> all, Random random) {
    List<CrashPoint> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, random);
    Map<String, Deque<CrashPoint>> byKind = new LinkedHashMap<>();
    shuffled.forEach(
        point -> byKind.computeIfAbsent(kind(point), any -> new ArrayDeque<>()).add(point));
    List<List<CrashPoint>> rounds = new ArrayList<>();
    while (rounds.size() < all.size()) {
      for (Deque<CrashPoint> ofKind : byKind.values()) {
        if (!ofKind.isEmpty()) {
          rounds.add(List.of(ofKind.removeFirst()));
        }
      }
    }
    return rounds;
  }
}
