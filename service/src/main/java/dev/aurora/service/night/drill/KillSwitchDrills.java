package dev.aurora.service.night.drill;

import dev.aurora.service.drill.kill.KillDrillRecord;
import dev.aurora.service.drill.kill.KillDrillRecord.OpenList;
import dev.aurora.service.drill.kill.KillDrillRecord.Races;
import dev.aurora.service.drill.kill.KillDrillRecord.Worker;
import dev.aurora.service.gate.GateSubject;
import dev.aurora.service.gate.GateVerdict;
import dev.aurora.service.night.KillSwitchGate;
import dev.aurora.service.night.MachineLoad;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Ways for a kill to come too late, to miss something or to say too much. */
final class KillSwitchDrills {

  private static final String GATE = "kill-switch";
  private static final MachineLoad IDLE = new MachineLoad(() -> 0.25, 2);
  private static final MachineLoad BUSY = new MachineLoad(() -> 20.1, 2);

  private final GateSubject subject;

  KillSwitchDrills(GateSubject subject) {
    this.subject = subject;
  }

  List<NightDrill> all() {
    return Stream.of(controls(), late(), missed(), broken()).flatMap(List::stream).toList();
  }

  private List<NightDrill> controls() {
    return List.of(
        control("a sound kill", kill -> kill),
        NightDrill.control(GATE, "a sound kill on a busy machine", () -> judge(Kill.sound(), BUSY)),
        control("a send at the limit of time", kill -> kill.lastSend("100.000")),
        control("a cancel at the limit of time", kill -> kill.requested("1000.000")));
  }

  private List<NightDrill> late() {
    return List.of(
        red("a send after the latch, late", kill -> kill.lastSend("100.001")),
        red("a send of a race late", kill -> kill.races(new Races(30, 360, 60, ms("112.6"), 0))),
        red("late sends counted", kill -> kill.races(new Races(30, 360, 60, ms("9.1"), 1))),
        red("a cancel asked for late", kill -> kill.requested("1000.001")),
        red("slower than the golden", kill -> kill.slow("asking all to end took 900 commits")),
        NightDrill.red(
            GATE,
            "late on a busy machine is late",
            () -> judge(Kill.sound().lastSend("112.600"), BUSY)));
  }

  private List<NightDrill> missed() {
    return List.of(
        red("a worker never blocked", kill -> kill.finding("worker 1 was never blocked")),
        red("no order worked", kill -> kill.working(0)),
        red("no race", kill -> kill.races(new Races(0, 0, 0, BigDecimal.ZERO, 0))),
        red("one worker alone", kill -> kill.workers(List.of(worker("1.0")))),
        red("a list inexact", kill -> kill.some(some(20, false, true))),
        red("a list one order short", kill -> kill.some(some(19, true, true))),
        red("a list one order long", kill -> kill.some(some(21, true, true))),
        red("confirmed early", kill -> kill.some(some(20, true, false))),
        red(
            "a way to answer not drilled",
            kill -> kill.some(new OpenList("all", 60, 0, 0, true, true))));
  }

  private List<NightDrill> broken() {
    return List.of(
        broken(
            "the drill breaks off",
            policy -> {
              throw new IllegalStateException("the drill waits in vain: worker sends");
            }),
        broken(
            "no room for the drill",
            policy -> {
              throw new IOException("no space left on device");
            }));
  }

  private NightDrill broken(String mutation, KillSwitchGate.Kill kill) {
    return NightDrill.red(GATE, mutation, () -> judge(kill, IDLE));
  }

  private NightDrill red(String mutation, UnaryOperator<Kill> change) {
    return NightDrill.red(GATE, mutation, () -> judge(change.apply(Kill.sound()), IDLE));
  }

  private NightDrill control(String mutation, UnaryOperator<Kill> change) {
    return NightDrill.control(GATE, mutation, () -> judge(change.apply(Kill.sound()), IDLE));
  }

  private GateVerdict judge(Kill kill, MachineLoad load) {
    return judge(policy -> kill.played(), load);
  }

  private GateVerdict judge(KillSwitchGate.Kill kill, MachineLoad load) {
    return NightDrill.judge(new KillSwitchGate(kill, load), subject);
  }

  private static BigDecimal ms(String text) {
    return new BigDecimal(text);
  }

  private static OpenList some(int listed, boolean exact, boolean confirmedAfter) {
    return new OpenList("some", 60, 20, listed, exact, confirmedAfter);
  }

  private static Worker worker(String lastSendMillis) {
    return new Worker("worker", 40, ms(lastSendMillis), ms("3.2"));
  }

  /** What a kill came to, as far as it is to be spoilt. */
  private record Kill(
      int working,
      List<Worker> workers,
      BigDecimal requested,
      OpenList some,
      Races races,
      List<String> findings,
      List<String> slow) {

    static Kill sound() {
      return new Kill(
          300,
          List.of(worker("-0.4"), worker("1.9")),
          ms("310.5"),
          KillSwitchDrills.some(20, true, true),
          new Races(30, 360, 60, ms("9.1"), 0),
          List.of(),
          List.of());
    }

    Kill working(int other) {
      return new Kill(other, workers, requested, some, races, findings, slow);
    }

    Kill workers(List<Worker> other) {
      return new Kill(working, other, requested, some, races, findings, slow);
    }

    Kill lastSend(String millis) {
      return workers(List.of(worker("-0.4"), worker(millis)));
    }

    Kill requested(String millis) {
      return new Kill(working, workers, ms(millis), some, races, findings, slow);
    }

    Kill some(OpenList other) {
      return new Kill(working, workers, requested, other, races, findings, slow);
    }

    Kill races(Races other) {
      return new Kill(working, workers, requested, some, other, findings, slow);
    }

    Kill finding(String finding) {
      return new Kill(working, workers, requested, some, races, List.of(finding), slow);
    }

    Kill slow(String finding) {
      return new Kill(working, workers, requested, some, races, findings, List.of(finding));
    }

    KillDrillRecord played() {
      List<OpenList> lists =
          List.of(
              new OpenList("all", 60, 0, 0, true, true),
              some,
              new OpenList("none", 60, 60, 60, true, true));
      return new KillDrillRecord(
          1,
          working,
          workers,
          requested,
          ms("420.0"),
          ms("1.1"),
          ms("283"),
          lists,
          races,
          findings,
          slow);
    }
  }
}
