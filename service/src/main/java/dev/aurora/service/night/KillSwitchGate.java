package dev.aurora.service.night;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.service.drill.kill.KillDrill;
import dev.aurora.service.drill.kill.KillDrillRecord;
import dev.aurora.service.gate.Finding;
import dev.aurora.service.gate.Gate;
import dev.aurora.service.gate.GateSubject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds when a kill under load lets nothing through, asks for every cancel in time, and is
 * confirmed only when the broker agrees.
 */
public final class KillSwitchGate implements Gate {

  /** How a broker answers cancels; the list of open orders is drilled with each. */
  private static final Set<String> ANSWERS = Set.of("all", "some", "none");

  private static final int WORKERS = 2;

  private final Kill kill;
  private final MachineLoad load;

  /**
   * @param kill the drill of the kill switch
   * @param load of the machine, for whoever reads that something was late
   */
  public KillSwitchGate(Kill kill, MachineLoad load) {
    this.kill = kill;
    this.load = load;
  }

  /** Kills the firm while workers send. */
  @FunctionalInterface
  public interface Kill {
    /**
     * @throws IOException when the policy can't be loaded, or there is no room for it
     */
    KillDrillRecord play(Path policy) throws IOException;
  }

  @Override
  public String id() {
    return "kill-switch";
  }

  @Override
  public GateLevel level() {
    return GateLevel.L1;
  }

  @Override
  public String holds() {
    return "a kill under load lets nothing through, takes all back in time, confirms nothing early";
  }

  @Override
  public List<Path> reads(GateSubject subject) throws IOException {
    return List.of(NightGates.policy(subject));
  }

  @Override
  public void judge(GateSubject subject, Finding finding) throws IOException {
    BigDecimal before = load.now();
    KillDrillRecord record = kill.play(NightGates.policy(subject));
    finding.evidence("processors", load.processors());
    finding.evidence("loadBefore", before);
    finding.evidence("loadAfter", load.now());
    finding.evidence("seed", record.seed());
    finding.evidence("working", record.working());
    finding.evidence("requestedMillis", record.requestedMillis());
    finding.evidence("confirmedMillis", record.confirmedMillis());
    finding.evidence("races", record.races().rounds());
    finding.evidence("latestSendMillis", record.races().latestMillis());
    record.findings().forEach(finding::against);
    record.slow().forEach(finding::against);
    if (record.working() == 0 || record.races().rounds() == 0) {
      finding.against("the kill met no orders");
    }
    sends(record, finding);
    lists(record.lists(), finding);
    boolean late = late(record, finding);
    if (late && load.isBusy(before)) {
      finding.against(
          "the machine was busy before the kill: a load of %s on %d processors; the limits stand, judge again when it is idle"
              .formatted(before, load.processors()));
    }
  }

  private static void sends(KillDrillRecord record, Finding finding) {
    if (record.workers().size() < WORKERS) {
      finding.against("%d workers sent, expected %d".formatted(record.workers().size(), WORKERS));
    }
    if (record.races().late() > 0) {
      finding.against(record.races().late() + " sends of the races began too late");
    }
  }

  /** Whether something came too late; told by the figures themselves. */
  private static boolean late(KillDrillRecord record, Finding finding) {
    BigDecimal send =
        record.workers().stream()
            .map(KillDrillRecord.Worker::lastSendMillis)
            .reduce(record.races().latestMillis(), BigDecimal::max);
    boolean sentLate = isLonger(send, KillDrill.BLOCK_WITHIN);
    if (sentLate) {
      finding.against(
          "the last send began %s ms after the latch, later than %d ms"
              .formatted(send, KillDrill.BLOCK_WITHIN.toMillis()));
    }
    boolean askedLate = isLonger(record.requestedMillis(), KillDrill.CANCEL_WITHIN);
    if (askedLate) {
      finding.against(
          "the last cancel was asked for %s ms after the latch, later than %d ms"
              .formatted(record.requestedMillis(), KillDrill.CANCEL_WITHIN.toMillis()));
    }
    return sentLate || askedLate || !record.slow().isEmpty();
  }

  private static boolean isLonger(BigDecimal millis, Duration limit) {
    return millis.compareTo(BigDecimal.valueOf(limit.toMillis())) > 0;
  }

  private static void lists(List<KillDrillRecord.OpenList> lists, Finding finding) {
    for (String answers : new TreeSet<>(ANSWERS)) {
      if (lists.stream().noneMatch(list -> list.answers().equals(answers))) {
        finding.against(
            "the list of open orders was not drilled with %s answered".formatted(answers));
      }
    }
    for (KillDrillRecord.OpenList list : lists) {
      if (!list.exact() || list.listed() != list.silent()) {
        finding.against(
            "with %s answered the kill lists %d orders as open, and %d were left unanswered"
                .formatted(list.answers(), list.listed(), list.silent()));
      }
      if (!list.confirmedAfter()) {
        finding.against("with %s answered the kill was confirmed early".formatted(list.answers()));
      }
    }
  }
}
