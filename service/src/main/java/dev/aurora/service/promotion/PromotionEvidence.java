package dev.aurora.service.promotion;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.rules.fact.TradingState;
import dev.aurora.rules.fact.promotion.PromotionFacts;
import dev.aurora.service.evidence.Evidence;
import dev.aurora.service.evidence.EvidenceBook;
import dev.aurora.service.evidence.EvidenceKey;
import dev.aurora.service.evidence.EvidenceKind;
import dev.aurora.service.evidence.GateNights;
import dev.aurora.service.gate.GateEvidence;
import dev.aurora.service.gate.GateVerdict;
import dev.aurora.service.journal.book.Breaks;
import dev.aurora.service.journal.control.ControlOwners;
import dev.aurora.service.journal.control.ControlStore;
import dev.aurora.service.journal.control.StoredLatch;
import dev.aurora.service.journal.run.RunRow;
import dev.aurora.service.journal.run.RunStatus;
import dev.aurora.service.killswitch.KillWatch;
import dev.aurora.workflows.promotion.PromotionState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what is known of a candidate, and what has gone red since it was granted. What is not
 * known is left missing, for the conditions to refuse. Thread-safe.
 */
public final class PromotionEvidence {

  private final PromotionBook book;
  private final CandidateFinder candidates;
  private final PassedGates gates;
  private final GateEvidence ofRuns;
  private final EvidenceBook evidence;
  private final Readiness readiness;
  private final Breaks breaks;
  private final ControlStore control;
  private final KillWatch watch;

  public PromotionEvidence(
      PromotionBook book,
      CandidateFinder candidates,
      PassedGates gates,
      GateEvidence ofRuns,
      EvidenceBook evidence,
      Readiness readiness,
      Breaks breaks,
      ControlStore control,
      KillWatch watch) {
    this.book = book;
    this.candidates = candidates;
    this.gates = gates;
    this.ofRuns = ofRuns;
    this.evidence = evidence;
    this.readiness = readiness;
    this.breaks = breaks;
    this.control = control;
    this.watch = watch;
  }

  /** The facts of a candidate at this moment of wall time. */
  PromotionFacts facts(PromotionAsked asked, Instant now) {
    Candidate candidate = asked.candidate();
    return new PromotionFacts(
        asked.input().id(),
        now,
        new PromotionFacts.Promotion(
            candidate.strategy(), candidate.modelVersion(), mode(candidate), asked.input().to()),
        new PromotionFacts.Gates(
            l0Green(candidate.runId()), (long) gates.nights(now).greenInARow(), gates.l2Green(now)),
        readiness
            .count()
            .map(count -> new PromotionFacts.Scorecard(count.done(), count.everyGateGreen()))
            .orElse(null),
        Optional.ofNullable(gates.flagsGreen(now)).map(PromotionFacts.Flags::new).orElse(null),
        evidence
            .newest(new EvidenceKey(EvidenceKind.DRILL, "rollback"))
            .filter(Evidence::green)
            .map(drill -> new PromotionFacts.Rollback(drill.at()))
            .orElse(null),
        new PromotionFacts.Shadow(stableSessions(candidate)),
        new PromotionFacts.Books(openBreaks(candidate.account())),
        new PromotionFacts.Control(state(candidate) != TradingState.ACTIVE));
  }

  /** What has gone wrong since a moment, one sentence each. */
  List<String> red(Candidate candidate, Instant since, Instant now) {
    List<String> red = new ArrayList<>();
    TradingState state = state(candidate);
    if (state != TradingState.ACTIVE) {
      red.add("Trading of " + candidate.strategy() + " is " + state + ".");
    }
    long open = openBreaks(candidate.account());
    if (open > 0) {
      red.add(open + " breaks are open in account " + candidate.account() + ".");
    }
    candidates.runs(candidate.account(), candidate.strategy()).stream()
        .filter(run -> run.begunAt().isAfter(since))
        .forEach(run -> redRun(run).ifPresent(red::add));
    gates.nights(now).newestFirst().stream()
        .filter(night -> judgedSince(night, since))
        .forEach(night -> redNight(night).ifPresent(red::add));
    return red;
  }

  private static Optional<String> redNight(GateNights.Night night) {
    return switch (night.state()) {
      case RED -> Optional.of("L1 was red in the night of " + night.asOf() + ": " + night.gates());
      case MISSING, INCOMPLETE ->
          Optional.of("L1 was not judged in the night of " + night.asOf() + ": " + night.gates());
      case GREEN, DUE -> Optional.empty();
    };
  }

  private static boolean judgedSince(GateNights.Night night, Instant since) {
    return !night.asOf().isBefore(java.time.LocalDate.ofInstant(since, java.time.ZoneOffset.UTC));
  }

  private Optional<String> redRun(RunRow run) {
    if (run.status() == RunStatus.FAILED) {
      return Optional.of("The run at " + run.identity().asOf() + " failed: " + run.reason());
    }
    if (run.status() != RunStatus.SUCCEEDED) {
      return Optional.empty();
    }
    return Boolean.TRUE.equals(l0Green(run.inputs().runId()))
        ? Optional.empty()
        : Optional.of("L0 is not green on the run at " + run.identity().asOf() + ".");
  }

  /** The last verdict of each gate counts; null while one of them was never judged. */
  private @Nullable Boolean l0Green(String runId) {
    Map<String, Boolean> last = new HashMap<>();
    for (GateVerdict verdict : ofRuns.of(runId)) {
      last.put(verdict.gate(), verdict.green());
    }
    List<String> needed = PassedGates.ids(GateLevel.L0);
    return last.keySet().containsAll(needed)
        ? (Boolean) needed.stream().allMatch(gate -> Boolean.TRUE.equals(last.get(gate)))
        : null;
  }

  /** What its newest grant in force says; a strategy without one is in the shadow. */
  private TradingMode mode(Candidate candidate) {
    List<PromotionStanding> all = book.all();
    for (TradingMode mode : List.of(TradingMode.LIVE, TradingMode.PAPER)) {
      boolean inForce =
          DeploymentGrants.newest(all, candidate.account(), candidate.strategy(), mode)
              .filter(standing -> holds(standing, mode))
              .filter(
                  standing ->
                      standing.asked().candidate().modelDigest().equals(candidate.modelDigest()))
              .isPresent();
      if (inForce) {
        return mode;
      }
    }
    return TradingMode.SHADOW;
  }

  /** Paper has been shown when its ramp is through; live money is at stake from its first step. */
  private static boolean holds(PromotionStanding standing, TradingMode mode) {
    return mode == TradingMode.LIVE
        ? standing.rampPercent() > 0
        : standing.state() == PromotionState.PROMOTED;
  }

  private TradingState state(Candidate candidate) {
    return watch.engaged().isPresent()
        ? TradingState.HALTED
        : control.effective(owners(candidate)).state();
  }

  static ControlOwners owners(Candidate candidate) {
    return new ControlOwners(
        candidate.account(), candidate.strategy(), null, candidate.modelVersion(), null);
  }

  private long openBreaks(String account) {
    return breaks.open().stream().filter(open -> open.account().equals(account)).count();
  }

  /** Successful runs in a row, back to the first that failed or was before the newest latch. */
  private long stableSessions(Candidate candidate) {
    Instant lastLatch =
        control.history().stream()
            .map(StoredLatch::latch)
            .filter(latch -> latch.scope().covers(owners(candidate)))
            .map(latch -> latch.engagedAt())
            .max(Instant::compareTo)
            .orElse(Instant.MIN);
    return candidates.runs(candidate.account(), candidate.strategy()).stream()
        .takeWhile(run -> run.status() == RunStatus.SUCCEEDED && run.begunAt().isAfter(lastLatch))
        .filter(run -> run.inputs().modelDigest().equals(candidate.modelVersion()))
        .count();
  }
}
