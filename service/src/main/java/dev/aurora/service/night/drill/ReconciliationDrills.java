package dev.aurora.service.night.drill;

import dev.aurora.rules.fact.Side;
import dev.aurora.service.broker.BrokerOrder;
import dev.aurora.service.broker.Execution;
import dev.aurora.service.broker.reconciliation.BrokerFills;
import dev.aurora.service.broker.reconciliation.OurSide;
import dev.aurora.service.broker.reconciliation.Reconciliation;
import dev.aurora.service.broker.reconciliation.TheirSide;
import dev.aurora.service.gate.GateSubject;
import dev.aurora.service.gate.GateVerdict;
import dev.aurora.service.journal.order.Fill;
import dev.aurora.service.night.ReconciliationGate;
import dev.aurora.service.night.ReconciliationGate.Account;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Ways for books and broker to part, each found by the comparison that an installation uses. */
final class ReconciliationDrills {

  private static final String GATE = "reconciliation";
  private static final String ACCOUNT = "DRILL-1";
  private static final String SYMBOL = "AAPL";
  private static final BigDecimal CASH = new BigDecimal("98500.25");
  private static final BigDecimal HELD = BigDecimal.TEN;
  private static final Execution BOUGHT = bought(HELD, new BigDecimal("149.97"), BigDecimal.ONE);

  private final GateSubject subject;

  ReconciliationDrills(GateSubject subject) {
    this.subject = subject;
  }

  /** What both sides have, each to be spoilt. */
  private record Books(
      List<Fill> fills,
      List<Execution> executions,
      Map<String, BigDecimal> ours,
      Map<String, BigDecimal> theirs,
      BigDecimal cash,
      BigDecimal cashThere) {

    static Books equal() {
      Map<String, BigDecimal> held = Map.of(SYMBOL, HELD);
      return new Books(
          List.of(BrokerFills.fill("paper", BOUGHT)), List.of(BOUGHT), held, held, CASH, CASH);
    }

    Books withFills(Fill... other) {
      return new Books(List.of(other), executions, ours, theirs, cash, cashThere);
    }

    Books withExecutions(Execution... other) {
      return new Books(fills, List.of(other), ours, theirs, cash, cashThere);
    }

    Books theirs(Map<String, BigDecimal> other) {
      return new Books(fills, executions, ours, other, cash, cashThere);
    }

    Books cashThere(String other) {
      return new Books(fills, executions, ours, theirs, cash, new BigDecimal(other));
    }

    List<String> breaks(Map<String, BrokerOrder> working) {
      return Reconciliation.compare(
              new OurSide(ACCOUNT, Map.of(), fills, ours, cash),
              new TheirSide(working, executions, theirs, cashThere))
          .stream()
          .map(Object::toString)
          .toList();
    }
  }

  List<NightDrill> all() {
    return Stream.of(controls(), holdings(), silence()).flatMap(List::stream).toList();
  }

  private List<NightDrill> controls() {
    Books sound = Books.equal();
    return List.of(
        control("equal books", sound),
        control("an execution told twice", sound.withExecutions(BOUGHT, BOUGHT)),
        control("a flat position told", sound.theirs(Map.of(SYMBOL, HELD, "MSFT", decimal("0")))),
        control("cash with more zeros", sound.cashThere("98500.2500")));
  }

  private List<NightDrill> holdings() {
    Books sound = Books.equal();
    return List.of(
        red("a cash difference of a cent", sound.cashThere("98500.24")),
        red("one share more at the broker", sound.theirs(Map.of(SYMBOL, decimal("11")))),
        red("a position that the broker does not know", sound.theirs(Map.of())),
        red(
            "a position that we do not know",
            sound.theirs(Map.of(SYMBOL, HELD, "MSFT", decimal("1")))),
        red("short there, long here", sound.theirs(Map.of(SYMBOL, HELD.negate()))),
        red("a fill lost", sound.withFills()),
        red("a fill that the broker never made", sound.withExecutions()),
        red(
            "a fill at another price",
            sound.withExecutions(bought(HELD, decimal("149.98"), BigDecimal.ONE))),
        red(
            "a fill with other fees",
            sound.withExecutions(bought(HELD, BOUGHT.price(), decimal("1.01")))),
        red(
            "a fill of another size",
            sound.withExecutions(bought(decimal("9"), BOUGHT.price(), BigDecimal.ONE))),
        NightDrill.red(
            GATE,
            "an order that we do not know works there",
            () -> judge(() -> List.of(account(sound.breaks(Map.of("ghost", ghost())))))));
  }

  private List<NightDrill> silence() {
    Account sound = account(List.of());
    return List.of(
        of("a broker that does not answer", () -> List.of(new Account(ACCOUNT, false, List.of()))),
        of(
            "the second of two accounts silent",
            () -> List.of(sound, new Account("DRILL-2", false, List.of()))),
        of(
            "the first of two accounts off by a cent",
            () ->
                List.of(
                    account(Books.equal().cashThere("98500.26").breaks(Map.of())),
                    new Account("DRILL-2", true, List.of()))),
        of("no account", List::of),
        of(
            "no service to ask",
            () -> {
              throw new IOException("no service runs");
            }),
        of(
            "an answer that can't be read",
            () -> {
              throw new IllegalStateException("expected accounts, not <html>");
            }));
  }

  private NightDrill red(String mutation, Books books) {
    return of(mutation, () -> List.of(account(books.breaks(Map.of()))));
  }

  private NightDrill of(String mutation, ReconciliationGate.Comparison comparison) {
    return NightDrill.red(GATE, mutation, () -> judge(comparison));
  }

  private NightDrill control(String mutation, Books books) {
    return NightDrill.control(
        GATE, mutation, () -> judge(() -> List.of(account(books.breaks(Map.of())))));
  }

  private GateVerdict judge(ReconciliationGate.Comparison comparison) {
    return NightDrill.judge(new ReconciliationGate(comparison), subject);
  }

  private static Account account(List<String> breaks) {
    return new Account(ACCOUNT, true, breaks);
  }

  private static Execution bought(BigDecimal quantity, BigDecimal price, BigDecimal fees) {
    Instant at = Instant.parse("2013-02-28T20:00:00Z");
    return new Execution("E-1", 1, "order-1", ACCOUNT, SYMBOL, Side.BUY, quantity, price, fees, at);
  }

  private static BrokerOrder ghost() {
    return new BrokerOrder(
        "ghost",
        "B-1",
        ACCOUNT,
        SYMBOL,
        Side.SELL,
        HELD,
        BigDecimal.ZERO,
        BrokerOrder.State.WORKING,
        null);
  }

  private static BigDecimal decimal(String text) {
    return new BigDecimal(text);
  }
}
