package dev.aurora.service.breaker;

import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.fact.SessionPhase;
import dev.aurora.rules.fact.breaker.BreakerFacts;
import dev.aurora.rules.fact.breaker.EventKind;
import dev.aurora.rules.limit.BoundLimits;
import dev.aurora.rules.verdict.BreakerVerdict;
import dev.aurora.rules.verdict.Mode;
import dev.aurora.service.journal.RulesInForce;
import dev.aurora.service.journal.account.AccountBook;
import dev.aurora.service.journal.account.BreakerSections;
import dev.aurora.service.journal.account.MarketView;
import dev.aurora.service.journal.control.ControlOwners;
import dev.aurora.service.journal.control.ControlStore;
import dev.aurora.service.journal.control.ControlView;
import dev.aurora.service.journal.control.Latch;
import dev.aurora.service.journal.control.RuleLatches;
import dev.aurora.service.journal.control.StoredLatch;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds what happens against the policy's breakers. What trips is latched in the books, in one
 * transaction with the look; a condition whose cause is gone ends. Thread-safe. An exception means
 * that nothing was judged and nothing changed: ask again.
 */
public final class BreakerDesk {

  private static final Logger LOG = LoggerFactory.getLogger(BreakerDesk.class);
  private static final int CHUNK = 100;

  /** Control of what no rule but the engine itself says. */
  private static final String ENGINE = "engine";

  private final Database database;
  private final PolicyEngine engine;
  private final Marks marks;
  private final Supplier<BreakerFacts.Control> control;
  private final Clock clock;

  /**
   * @param control stage and mode of events that belong to no order
   * @param clock wall time
   */
  public BreakerDesk(
      Database database,
      PolicyEngine engine,
      Marks marks,
      Supplier<BreakerFacts.Control> control,
      Clock clock) {
    this.database = database;
    this.engine = engine;
    this.marks = marks;
    this.control = control;
    this.clock = clock;
  }

  /**
   * Looks at every fill that was not looked at yet, each in a transaction of its own.
   *
   * @return how many
   */
  public int judgeFills() {
    int judged = 0;
    List<FillsToJudge.Waiting> waiting = oldestFills();
    while (!waiting.isEmpty()) {
      waiting.forEach(fill -> database.run(handle -> judge(handle, fill)));
      judged += waiting.size();
      waiting = oldestFills();
    }
    return judged;
  }

  private List<FillsToJudge.Waiting> oldestFills() {
    return database.transaction(handle -> FillsToJudge.oldest(handle, CHUNK));
  }

  private void judge(Handle handle, FillsToJudge.Waiting fill) {
    AccountBook book = book(handle, fill.account(), fill.at());
    if (!FillsToJudge.markJudged(handle, fill)) {
      return;
    }
    hold(
        handle,
        fill.owners(),
        new BreakerFacts(
            fill.eventId(),
            fill.at(),
            BreakerSections.event(EventKind.FILL, fill.owners()),
            session(fill.at()),
            null,
            book.breakerAccount(),
            fill.section(),
            null,
            null,
            null,
            fill.control()));
  }

  /**
   * The broker refused an order.
   *
   * @param atMarket market time
   */
  public void rejected(ControlOwners owners, Instant atMarket) {
    String account = owners.account();
    if (account == null) {
      throw new IllegalArgumentException("a rejected order has an account: " + owners);
    }
    database.run(
        handle -> {
          AccountBook book = book(handle, account, atMarket);
          hold(
              handle,
              owners,
              new BreakerFacts(
                  "reject/" + UUID.randomUUID(),
                  atMarket,
                  BreakerSections.event(EventKind.REJECT, owners),
                  session(atMarket),
                  book.breakerActivity(owners.strategy()),
                  null,
                  null,
                  null,
                  null,
                  null,
                  control.get()));
        });
  }

  /**
   * A decision run ended.
   *
   * @param asOf its bar
   * @param atMarket market time at which its orders would be checked
   */
  public void runEnded(String account, String strategy, Instant asOf, Instant atMarket) {
    ControlOwners owners = new ControlOwners(account, strategy, null, null, null);
    database.run(
        handle -> {
          BigDecimal budget = latencyMillisMax(handle, account, strategy);
          AccountBook book = book(handle, account, atMarket);
          hold(
              handle,
              owners,
              new BreakerFacts(
                  "run/" + account + "/" + strategy + "/" + asOf + "/" + UUID.randomUUID(),
                  atMarket,
                  BreakerSections.event(EventKind.RUN_END, owners),
                  session(atMarket),
                  null,
                  book.breakerAccount(),
                  null,
                  new BreakerBook(handle).runs(account, strategy, asOf, budget),
                  null,
                  null,
                  control.get()));
        });
  }

  private BigDecimal latencyMillisMax(Handle handle, String account, String strategy) {
    try (RulesInForce rules = RulesInForce.of(engine, handle, clock.instant())) {
      BoundLimits limits = rules.engine().limits().bind(account, strategy, null, null, null);
      return limits.getDecisionLatencyMillisMax();
    }
  }

  /**
   * A look at the broker's connection, and at orders of unknown outcome.
   *
   * @param lastHeartbeatAt when the broker last answered, wall time
   */
  public void heartbeat(String venue, Instant lastHeartbeatAt) {
    database.run(
        handle -> {
          BreakerBook books = new BreakerBook(handle);
          Instant marketNow = books.marketNow();
          List<BreakerBook.Unknown> unknown = books.unknown();
          beat(handle, lastHeartbeatAt, marketNow, owners(venue, null, null), null);
          unknown.forEach(
              pair ->
                  beat(
                      handle,
                      lastHeartbeatAt,
                      marketNow,
                      owners(venue, pair.account(), pair.symbol()),
                      pair.since()));
          resolved(handle, unknown)
              .forEach(
                  pair ->
                      beat(
                          handle,
                          lastHeartbeatAt,
                          marketNow,
                          owners(venue, pair.account(), pair.symbol()),
                          null));
        });
  }

  private static ControlOwners owners(
      String venue, @Nullable String account, @Nullable String symbol) {
    return new ControlOwners(account, null, symbol, null, venue);
  }

  private void beat(
      Handle handle,
      Instant lastHeartbeatAt,
      @Nullable Instant marketNow,
      ControlOwners owners,
      @Nullable Instant unknownSince) {
    hold(
        handle,
        owners,
        new BreakerFacts(
            "heartbeat/" + UUID.randomUUID(),
            clock.instant(),
            BreakerSections.event(EventKind.HEARTBEAT, owners),
            session(marketNow),
            null,
            null,
            null,
            null,
            new BreakerFacts.Broker(lastHeartbeatAt, unknownSince),
            null,
            control.get()));
  }

  /** Pairs that are still restricted and have no unknown order any more. */
  private static List<ControlOwners> resolved(Handle handle, List<BreakerBook.Unknown> unknown) {
    List<ControlOwners> resolved = new ArrayList<>();
    for (StoredLatch stored : ControlStore.read(handle).inForce()) {
      ControlOwners owners = stored.latch().scope().owners();
      boolean pair = owners.account() != null && owners.symbol() != null;
      boolean open =
          unknown.stream()
              .anyMatch(
                  still ->
                      still.account().equals(owners.account())
                          && still.symbol().equals(owners.symbol()));
      if (pair && !open && stored.latch().kind() == Latch.Kind.CONDITION) {
        resolved.add(owners);
      }
    }
    return resolved;
  }

  /**
   * Books and broker were compared.
   *
   * @param mismatchConfirmed whether they differ after a targeted second look
   */
  public void reconciled(String account, @Nullable String symbol, boolean mismatchConfirmed) {
    ControlOwners owners = new ControlOwners(account, null, symbol, null, null);
    database.run(
        handle -> {
          Instant marketNow = new BreakerBook(handle).marketNow();
          hold(
              handle,
              owners,
              new BreakerFacts(
                  "reconciliation/" + UUID.randomUUID(),
                  clock.instant(),
                  BreakerSections.event(EventKind.RECONCILIATION, owners),
                  session(marketNow),
                  null,
                  marketNow == null
                      ? new BreakerBook(handle).untraded(account)
                      : book(handle, account, marketNow).breakerAccount(),
                  null,
                  null,
                  null,
                  new BreakerFacts.Books(mismatchConfirmed),
                  control.get()));
        });
  }

  private BreakerFacts.Session session(@Nullable Instant marketNow) {
    // Before the first order there is no session that anything could be missed in.
    return new BreakerFacts.Session(
        marketNow == null ? SessionPhase.CLOSED : marks.phase(marketNow));
  }

  private AccountBook book(Handle handle, String account, Instant atMarket) {
    BreakerBook books = new BreakerBook(handle);
    MarketView market = marks.at(atMarket, books.symbols(account));
    return books.account(account, market, Columns.micros(clock.instant()));
  }

  /** Judges, latches, and ends the conditions that this event was held against and found clear. */
  private void hold(Handle handle, ControlOwners owners, BreakerFacts facts) {
    BreakerVerdict verdict = judged(handle, facts);
    Instant now = Columns.micros(clock.instant());
    ControlView inForce = ControlStore.read(handle);
    for (Latch latch : RuleLatches.of(verdict, String.valueOf(facts.id()), now)) {
      if (ControlStore.engage(handle, inForce, latch)) {
        LOG.warn("breaker: {} for {}: {}", latch.level(), latch.scope(), latch.reason());
        inForce = ControlStore.read(handle);
      }
    }
    endConditions(handle, owners, verdict, inForce, now);
  }

  private BreakerVerdict judged(Handle handle, BreakerFacts facts) {
    try (RulesInForce rules = RulesInForce.of(engine, handle, clock.instant())) {
      return rules.engine().evaluate(facts);
    }
  }

  private void endConditions(
      Handle handle,
      ControlOwners owners,
      BreakerVerdict verdict,
      ControlView inForce,
      Instant now) {
    for (StoredLatch stored : inForce.inForce()) {
      Latch latch = stored.latch();
      boolean over =
          latch.kind() == Latch.Kind.CONDITION
              && latch.finding() != null
              && clear(verdict).contains(latch.finding().control())
              && latch.scope().covers(owners);
      if (over && new BreakerBook(handle).reconciled(latch.scope().owners().account())) {
        ControlStore.endCondition(handle, latch.commandId(), "its cause is gone", now);
        LOG.warn("breaker: over for {}: {}", latch.scope(), latch.reason());
      }
    }
  }

  /** What the event was held against and did not trip; the engine's own trips end likewise. */
  private static Set<String> clear(BreakerVerdict verdict) {
    Set<String> clear = new HashSet<>(verdict.judged());
    clear.add(ENGINE);
    verdict.trips().stream()
        .filter(trip -> trip.breach().mode() == Mode.ENFORCE)
        .forEach(trip -> clear.remove(trip.breach().control()));
    return clear;
  }
}
