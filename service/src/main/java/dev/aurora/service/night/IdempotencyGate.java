package dev.aurora.service.night;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.service.drill.crash.CrashReport;
import dev.aurora.service.drill.crash.CrashRound;
import dev.aurora.service.e2d.E2dStage;
import dev.aurora.service.gate.Finding;
import dev.aurora.service.gate.Gate;
import dev.aurora.service.gate.GateSubject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Holds when a run that is killed after any of its stages goes on to the same artifacts, and orders
 * in flight while service, server or link are killed arrive once.
 */
public final class IdempotencyGate implements Gate {

  private final Stages stages;
  private final Orders orders;

  /**
   * @param stages {@link StageKills} on real processes
   * @param orders the crash drill on real processes
   */
  public IdempotencyGate(Stages stages, Orders orders) {
    this.stages = stages;
    this.orders = orders;
  }

  /** Kills a run after each of its stages. */
  @FunctionalInterface
  public interface Stages {
    /**
     * @throws IOException when a run can't be played to its end
     */
    StageKills.Played play(GateSubject subject) throws IOException;
  }

  /** Kills processes while orders are on their way. */
  @FunctionalInterface
  public interface Orders {
    /**
     * @throws IOException when there is no room for it
     */
    CrashReport play() throws IOException;
  }

  @Override
  public String id() {
    return "idempotency";
  }

  @Override
  public GateLevel level() {
    return GateLevel.L1;
  }

  @Override
  public String holds() {
    return "killed after any stage, a run goes on to the same artifacts; no order goes twice";
  }

  @Override
  public List<Path> reads(GateSubject subject) throws IOException {
    Path data = subject.dataFolder();
    return List.of(
        subject.bars(), subject.corporateActions(), subject.models(), data.resolve("strategies"));
  }

  @Override
  public void judge(GateSubject subject, Finding finding) throws IOException {
    artifacts(stages.play(subject), finding);
    orders(orders.play(), finding);
  }

  private static void artifacts(StageKills.Played played, Finding finding) {
    finding.evidence("stages", List.copyOf(played.killed().keySet()));
    finding.evidence("artifacts", played.undisturbed().size());
    if (played.undisturbed().isEmpty()) {
      finding.against("the run that nobody killed wrote nothing");
    }
    for (E2dStage stage : E2dStage.values()) {
      SortedMap<String, String> resumed = played.killed().get(stage.id());
      if (resumed == null) {
        finding.against("no run was killed after " + stage.id());
      } else {
        compare(stage.id(), played.undisturbed(), resumed, finding);
      }
    }
  }

  private static void compare(
      String stage,
      SortedMap<String, String> undisturbed,
      SortedMap<String, String> resumed,
      Finding finding) {
    SortedSet<String> names = new TreeSet<>(undisturbed.keySet());
    names.addAll(resumed.keySet());
    for (String name : names) {
      if (!Objects.equals(undisturbed.get(name), resumed.get(name))) {
        finding.offence("artifact", "killed after " + stage + ": " + name + " is another");
      }
    }
  }

  private static void orders(CrashReport report, Finding finding) {
    finding.evidence("kills", report.rounds().size());
    finding.evidence(
        "killsThatMetSomething",
        report.rounds().stream().filter(IdempotencyGate::metSomething).count());
    finding.evidence("orders", report.orders());
    finding.evidence("duplicates", report.duplicates());
    finding.evidence("fills", report.fills());
    finding.evidence("seed", report.seed());
    if (report.rounds().isEmpty() || report.orders() == 0) {
      finding.against("no orders were in flight while things were killed");
    }
    if (report.duplicates() > 0) {
      finding.against(report.duplicates() + " orders reached the broker twice");
    }
    for (CrashRound round : report.rounds()) {
      round.findings().forEach(each -> finding.offence("orders", each));
    }
    report.finalFindings().forEach(each -> finding.offence("orders", each));
  }

  /** What is in flight at a random moment is up to the machine, and no reason against. */
  private static boolean metSomething(CrashRound round) {
    return round.inFlight().values().stream().anyMatch(count -> count > 0);
  }
}
