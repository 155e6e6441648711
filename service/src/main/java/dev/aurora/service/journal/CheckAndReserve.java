package dev.aurora.service.journal;

import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.override.OverridesAtCheck;
import dev.aurora.rules.verdict.BreakerVerdict;
import dev.aurora.rules.verdict.Verdict;
import dev.aurora.service.journal.CheckResult.Checked;
import dev.aurora.service.journal.CheckResult.PayloadConflict;
import dev.aurora.service.journal.account.AccountBook;
import dev.aurora.service.journal.account.MarketView;
import dev.aurora.service.journal.account.Reservation;
import dev.aurora.service.journal.action.BookTerms;
import dev.aurora.service.journal.book.AccountRow;
import dev.aurora.service.journal.book.AccountRows;
import dev.aurora.service.journal.book.BookReader;
import dev.aurora.service.journal.control.ControlOwners;
import dev.aurora.service.journal.control.ControlStore;
import dev.aurora.service.journal.control.ControlView;
import dev.aurora.service.journal.control.Latch;
import dev.aurora.service.journal.control.RuleLatches;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.decision.DecisionChain;
import dev.aurora.service.journal.decision.DecisionRecord;
import dev.aurora.service.journal.decision.Evidence;
import dev.aurora.service.journal.decision.FactsJson;
import dev.aurora.service.journal.decision.Timing;
import dev.aurora.service.journal.order.JournalOrder;
import dev.aurora.service.journal.order.OrderRows;
import dev.aurora.service.journal.order.OrderState;
import dev.aurora.service.journal.override.OverrideBook;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * One check-and-reserve call, inside its transaction: reads the account's book once under its lock,
 * decides order by order on the book in memory, and writes all verdicts and reservations at the
 * end. One transaction uses one object.
 */
final class CheckAndReserve {

  private static final String WORKER = Long.toString(ProcessHandle.current().pid());

  private final Handle handle;
  private final CheckRequest request;
  private final RulesInForce rules;
  private final Instant recordedAt;

  private final Map<String, JournalOrder> known = new HashMap<>();
  private final Map<String, List<JournalOrder>> byIntent = new HashMap<>();
  private final List<DecisionRecord> decisions = new ArrayList<>();
  private final List<Verdict> verdicts = new ArrayList<>();
  private final List<Timing> timings = new ArrayList<>();
  private final List<OrderRows.NewOrder> newOrders = new ArrayList<>();

  private final AccountRow account;
  private final LimitWarnings.Sink warnings;
  private final OverrideBook overrides;
  private @Nullable AccountBook book;

  /** What is in force in the books, this call's own latches included. */
  private @Nullable ControlView control;

  CheckAndReserve(Handle handle, CheckRequest request, PolicyEngine engine, Clock clock) {
    this.handle = handle;
    this.account = AccountRows.lock(handle, request.account());
    // Behind the lock: a check that waited for it goes by the rules and overrides of now.
    this.recordedAt = Columns.micros(clock.instant());
    this.rules = RulesInForce.of(engine, handle, recordedAt);
    this.request = rules.applied(request);
    this.overrides = new OverrideBook(handle, request.account(), recordedAt);
    this.warnings = new LimitWarnings.Sink(handle, request.account(), request.market(), recordedAt);
  }

  List<CheckResult> run() {
    try (rules) {
      return checkAll();
    }
  }

  private List<CheckResult> checkAll() {
    readKnownOrders();
    List<CheckResult> results = new ArrayList<>();
    for (Order order : request.orders()) {
      results.add(check(order));
    }
    if (!newOrders.isEmpty()) {
      write();
      rules.tellWhenDurable(handle);
    }
    return results;
  }

  private void readKnownOrders() {
    List<String> ids = request.orders().stream().map(Order::clientOrderId).toList();
    List<String> intents =
        request.orders().stream().map(Order::intentId).filter(Objects::nonNull).toList();
    OrderRows.find(handle, ids).forEach(order -> known.put(order.clientOrderId(), order));
    OrderRows.ofIntents(handle, request.account(), intents).forEach(this::rememberIntent);
  }

  private CheckResult check(Order order) {
    String id = Objects.requireNonNull(order.clientOrderId());
    JournalOrder recorded = known.get(id);
    if (recorded != null) {
      return repeated(order, recorded);
    }
    return servedBy(order)
        .<CheckResult>map(
            other ->
                new PayloadConflict(
                    id,
                    PayloadConflict.Kind.INTENT_ALREADY_SERVED,
                    other.clientOrderId(),
                    other.state()))
        .orElseGet(() -> decide(order));
  }

  private static CheckResult repeated(Order order, JournalOrder recorded) {
    String id = recorded.clientOrderId();
    if (!FactsJson.payloadDigest(order).equals(recorded.payloadDigest())) {
      return new PayloadConflict(
          id, PayloadConflict.Kind.SAME_KEY_OTHER_PAYLOAD, id, recorded.state());
    }
    return new Checked(id, recorded.verdict(), recorded.state(), true);
  }

  /** An order of the same intent that leaves no room for another; what it replaces does not. */
  private Optional<JournalOrder> servedBy(Order order) {
    if (order.intentId() == null) {
      return Optional.empty();
    }
    return byIntent.getOrDefault(order.intentId(), List.of()).stream()
        .filter(other -> !other.clientOrderId().equals(order.replaces()))
        .filter(other -> !other.state().allowsAnotherAttempt() || other.filled().signum() > 0)
        .findFirst();
  }

  private CheckResult decide(Order order) {
    AccountBook current = book();
    JournalOrder replaced = replaced(order);
    OrderFacts facts = current.facts(order, replaced == null ? null : replaced.clientOrderId());
    OverridesAtCheck overriding = overrides.of(order);
    long begin = System.nanoTime();
    Verdict verdict = rules.engine().evaluate(facts, overriding);
    timings.add(new Timing(System.nanoTime() - begin, WORKER));
    rules.answered(facts, verdict);
    Reservation reservation = current.reserve(order, verdict);

    DecisionRecord decision = chained(order, facts, overriding, verdict);
    overrides.spend(verdict, decision.decisionId(), reservation.value());
    OrderState state = verdict.approved() ? OrderState.APPROVED : OrderState.DENIED;
    JournalOrder made = journaled(order, verdict, reservation, decision, state, replaced);
    decisions.add(decision);
    verdicts.add(verdict);
    latch(order, verdict, decision);
    warnings.tell(rules.engine(), order, verdict);
    newOrders.add(new OrderRows.NewOrder(made, reservation, recordedAt));
    known.put(made.clientOrderId(), made);
    rememberIntent(made);
    return new Checked(made.clientOrderId(), verdict, state, false);
  }

  /**
   * The live order that this one takes the place of, else null: same account, symbol and side.
   * Anything else is no replacement, and both are counted.
   */
  private @Nullable JournalOrder replaced(Order order) {
    String id = order.replaces();
    if (id == null) {
      return null;
    }
    JournalOrder old =
        known.containsKey(id) ? known.get(id) : OrderRows.find(handle, id).orElse(null);
    boolean live =
        old != null
            && old.state().reserves()
            && old.account().equals(order.account())
            && Objects.equals(old.order().symbol(), order.symbol())
            && old.order().side() == order.side();
    return live ? old : null;
  }

  /** Read on the first order that is new: a call that only repeats reads no book. */
  private AccountBook book() {
    if (book == null) {
      MarketView market = BookTerms.of(handle, request.account(), request.market());
      BookReader reader = new BookReader(handle, account, market, request.terms().windows());
      control = ControlStore.read(handle);
      book =
          new AccountBook(
              reader.read(recordedAt),
              market,
              request.run(),
              request.terms(),
              order -> control().effective(ControlOwners.of(order)).state());
    }
    return book;
  }

  private ControlView control() {
    return Objects.requireNonNull(control, "read with the book");
  }

  /**
   * What the verdict says beyond its order, and what the breakers say of the order as an event: in
   * the transaction of the verdict, so that no order after this one misses it.
   */
  private void latch(Order order, Verdict verdict, DecisionRecord decision) {
    BreakerVerdict event = rules.engine().evaluate(book().orderEvent(order));
    for (Latch latch : RuleLatches.of(order, verdict, event, decision.decisionId(), recordedAt)) {
      if (ControlStore.engage(handle, control(), latch)) {
        control = ControlStore.read(handle);
      }
    }
  }

  private DecisionRecord chained(
      Order order, OrderFacts facts, OverridesAtCheck overriding, Verdict verdict) {
    boolean first = decisions.isEmpty();
    return DecisionRecord.following(
        first ? account.chainHead() : decisions.getLast().recordHash(),
        first ? account.chainLength() + 1 : decisions.getLast().chainIndex() + 1,
        request.account(),
        Objects.requireNonNull(order.clientOrderId()),
        verdict.ruleSet(),
        FactsJson.write(facts),
        FactsJson.write(verdict),
        request.market().now(),
        Evidence.of(overriding, recordedAt));
  }

  private JournalOrder journaled(
      Order order,
      Verdict verdict,
      Reservation reservation,
      DecisionRecord decision,
      OrderState state,
      @Nullable JournalOrder replaced) {
    return new JournalOrder(
        order,
        FactsJson.payloadDigest(order),
        request.runKey(),
        state,
        null,
        recordedAt,
        verdict,
        decision.decisionId(),
        verdict.approved(),
        reservation.leaves(),
        BigDecimal.ZERO,
        reservation.value(),
        reservation.multiplier(),
        reservation.fxRate(),
        verdict.validUntil(),
        request.market().now(),
        null,
        replaced == null ? null : replaced.filled(),
        false);
  }

  private void rememberIntent(JournalOrder order) {
    if (order.order().intentId() != null) {
      byIntent.computeIfAbsent(order.order().intentId(), any -> new ArrayList<>()).add(order);
    }
  }

  private void write() {
    DecisionChain.append(handle, decisions, verdicts);
    DecisionChain.appendTimings(handle, decisions, timings);
    overrides.write();
    OrderRows.insert(handle, newOrders);
    AccountRows.moveHeads(
        handle,
        request.account(),
        decisions.getLast().chainIndex(),
        decisions.getLast().recordHash(),
        book().equityPeak());
  }
}
