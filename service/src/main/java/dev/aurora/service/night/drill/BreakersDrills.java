package dev.aurora.service.night.drill;

import dev.aurora.service.drill.BreakerDrill;
import dev.aurora.service.drill.BreakerDrillRecord;
import dev.aurora.service.drill.BreakerDrillRecord.ExitWay;
import dev.aurora.service.gate.GateSubject;
import dev.aurora.service.gate.GateVerdict;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.night.BreakersGate;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Ways for an attack to get further than it may, and for the drill of the breakers to hide it. */
final class BreakersDrills {

  private static final String GATE = "breakers";
  private static final BigDecimal BOUND = new BigDecimal("5");

  private final GateSubject subject;
  private final TradingCalendar calendar;

  BreakersDrills(GateSubject subject, TradingCalendar calendar) {
    this.subject = subject;
    this.calendar = calendar;
  }

  List<NightDrill> all() {
    return List.of(
        NightDrill.control(GATE, "every scenario stopped", () -> judge(sound())),
        control("exactly at the bound", scenario -> scenario.observed(BOUND)),
        control("closed by a person alone", scenario -> scenario.exit(ExitWay.PERSON)),
        red("a breaker that does not trip", scenario -> scenario.stopped(false)),
        red("a position trapped", scenario -> scenario.exit(ExitWay.NONE)),
        red("one further than the bound", scenario -> scenario.observed(new BigDecimal("5.01"))),
        red("no bound in the policy", scenario -> scenario.bound(null)),
        red("nothing tried", scenario -> scenario.tried(0)),
        red("nothing says what stopped it", scenario -> scenario.stoppedBy(List.of())),
        NightDrill.red(
            GATE, "a scenario left out", () -> judge(sound().subList(1, sound().size()))),
        NightDrill.red(GATE, "one scenario alone", () -> judge(sound().subList(0, 1))),
        NightDrill.red(GATE, "no scenario", () -> judge(List.of())),
        NightDrill.red(
            GATE,
            "a policy that can't be loaded",
            () ->
                judge(
                    policy -> {
                      throw new IOException("the policy has 1 problems");
                    })),
        NightDrill.red(
            GATE,
            "the drill breaks off",
            () ->
                judge(
                    policy -> {
                      throw new IllegalStateException("the desk is closed");
                    })));
  }

  private NightDrill red(String mutation, UnaryOperator<Spoilt> change) {
    return NightDrill.red(GATE, mutation, () -> judge(withLast(change)));
  }

  private NightDrill control(String mutation, UnaryOperator<Spoilt> change) {
    return NightDrill.control(GATE, mutation, () -> judge(withLast(change)));
  }

  private GateVerdict judge(List<BreakerDrillRecord> records) {
    return judge(policy -> records);
  }

  private GateVerdict judge(BreakersGate.Attack attack) {
    return NightDrill.judge(
        new BreakersGate(() -> BreakerDrill.scenarioNames(calendar), attack), subject);
  }

  private List<BreakerDrillRecord> sound() {
    return BreakerDrill.scenarioNames(calendar).stream()
        .map(name -> Spoilt.sound().of(name))
        .toList();
  }

  private List<BreakerDrillRecord> withLast(UnaryOperator<Spoilt> change) {
    List<BreakerDrillRecord> records = new ArrayList<>(sound());
    String last = records.removeLast().scenario();
    return Stream.concat(records.stream(), Stream.of(change.apply(Spoilt.sound()).of(last)))
        .toList();
  }

  /** What a scenario came to, as far as it is to be spoilt. */
  private record Spoilt(
      int tried,
      List<String> stoppedBy,
      BigDecimal observed,
      @Nullable BigDecimal bound,
      ExitWay exit,
      boolean stopped) {

    static Spoilt sound() {
      return new Spoilt(
          100, List.of("order-rate"), new BigDecimal("4"), BOUND, ExitWay.STRATEGY, true);
    }

    Spoilt tried(int other) {
      return new Spoilt(other, stoppedBy, observed, bound, exit, stopped);
    }

    Spoilt stoppedBy(List<String> other) {
      return new Spoilt(tried, other, observed, bound, exit, stopped);
    }

    Spoilt observed(BigDecimal other) {
      return new Spoilt(tried, stoppedBy, other, bound, exit, stopped);
    }

    Spoilt bound(@Nullable BigDecimal other) {
      return new Spoilt(tried, stoppedBy, observed, other, exit, stopped);
    }

    Spoilt exit(ExitWay other) {
      return new Spoilt(tried, stoppedBy, observed, bound, other, stopped);
    }

    Spoilt stopped(boolean other) {
      return new Spoilt(tried, stoppedBy, observed, bound, exit, other);
    }

    BreakerDrillRecord of(String scenario) {
      return new BreakerDrillRecord(
          scenario,
          "an attack",
          tried,
          5,
          5,
          5,
          stoppedBy,
          "orders sent",
          observed,
          "orderRateMax",
          bound,
          null,
          exit,
          stopped,
          stopped ? "stopped within its bound" : "the last order that was tried was still sent");
    }
  }
}
