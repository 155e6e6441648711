package dev.aurora.service.reconcile;

import dev.aurora.service.breaker.BreakerDesk;
import dev.aurora.service.broker.Answer;
import dev.aurora.service.broker.reconciliation.BooksDiffer;
import dev.aurora.service.broker.reconciliation.CatchUp;
import dev.aurora.service.broker.reconciliation.Reconciler;
import dev.aurora.service.broker.reconciliation.Reconciler.Look;
import dev.aurora.service.journal.JournalQueries;
import dev.aurora.service.journal.action.MarketClock;
import dev.aurora.service.journal.action.MarketClocks;
import dev.aurora.service.journal.book.AccountRow;
import dev.aurora.service.journal.book.Accounts;
import dev.aurora.service.journal.order.JournalOrder;
import dev.aurora.service.journal.order.OrderState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Catches up with the broker, then compares. A difference counts when a second look finds the same,
 * and found no fill on its way: those differ once and agree the next moment, while the next one
 * differs in the same position. What still differs is an open break, which denies openers;
 * differing fills or positions trip the kill. Thread-safe, one account after the other.
 */
public final class ReconciliationDesk {

  private static final Logger LOG = LoggerFactory.getLogger(ReconciliationDesk.class);

  /** Kinds of difference that say that the books are wrong about what is held. */
  private static final Set<String> OF_HOLDINGS =
      Set.of("POSITION", "FILL", "FILL_UNKNOWN_AT_BROKER", "EXECUTION_NOT_BOOKED");

  private static final Set<String> OF_ONE_SIDE =
      Set.of("EXECUTION_NOT_BOOKED", "FILL_UNKNOWN_AT_BROKER");

  /** Each look books what it finds on its way, so that a few are enough under any load. */
  static final int LOOKS_MAX = 20;

  private static final String NEVER_STILL =
      "fills came in during each of " + LOOKS_MAX + " looks; the next comparison tries again";

  private static final String MOVED_ON = "its market time is being moved on, by another process";

  private final Accounts accounts;
  private final JournalQueries queries;
  private final CatchUp catchUp;
  private final Reconciler reconciler;
  private final BreakerDesk breakers;
  private final MarketClocks clocks;

  public ReconciliationDesk(
      Accounts accounts,
      JournalQueries queries,
      CatchUp catchUp,
      Reconciler reconciler,
      BreakerDesk breakers,
      MarketClocks clocks) {
    this.accounts = accounts;
    this.queries = queries;
    this.catchUp = catchUp;
    this.reconciler = reconciler;
    this.breakers = breakers;
    this.clocks = clocks;
  }

  /**
   * What came of one account.
   *
   * @param answered false = the broker was silent, or the account did not stand still (fills, a
   *     session's end), from which nothing follows
   * @param breaks what differs, as sentences; empty also when the broker was silent
   * @param detail of the silence
   */
  public record Result(
      String account, boolean answered, List<String> breaks, @Nullable String detail) {

    public Result {
      breaks = List.copyOf(breaks);
    }

    /** Whether books and broker are known to agree. */
    public boolean clean() {
      return answered && breaks.isEmpty();
    }
  }

  /** Every account. */
  public synchronized List<Result> reconcileAll() {
    List<Result> results = new ArrayList<>();
    for (AccountRow account : accounts.all()) {
      results.add(reconcile(account.account()));
    }
    return results;
  }

  /** One account. */
  public synchronized Result reconcileAccount(String account) {
    return reconcile(account);
  }

  /**
   * Runs something between whose steps books and broker rightly differ. Another process is kept
   * from comparing by the account's market clock, which stands in the books as under way.
   */
  public synchronized <T> T whileNobodyCompares(Supplier<T> work) {
    return work.get();
  }

  private Result reconcile(String account) {
    Optional<MarketClock> clock = clocks.find(account);
    @Nullable Look before = null;
    for (int i = 0; i < LOOKS_MAX; i++) {
      followOpenOrders(account);
      switch (reconciler.look(account)) {
        case Answer.Unavailable<Look> silent -> {
          return silence(account, silent.detail());
        }
        case Answer.Answered<Look> answered -> {
          Look now = answered.value();
          if (before != null && now.still() && !hasFillsOnTheirWay(before, now)) {
            return conclude(account, before, now, clock);
          }
          before = now;
        }
      }
    }
    return silence(account, NEVER_STILL);
  }

  /**
   * Whether an execution or fill that only one side has is new since the look before. It differs in
   * positions and cash too, on every look another one of them, and is booked the next moment. One
   * that was there before has been asked for in between, and is on its way no more.
   */
  private static boolean hasFillsOnTheirWay(Look before, Look now) {
    Set<String> known = ids(before);
    return now.differs().stream()
        .anyMatch(found -> OF_ONE_SIDE.contains(found.kind()) && !known.contains(found.breakId()));
  }

  private static Set<String> ids(Look look) {
    return look.differs().stream().map(BooksDiffer::breakId).collect(Collectors.toSet());
  }

  /**
   * Also without a finding before: only a later look closes breaks that are gone.
   *
   * @param clock market time before the first look; while another process moves it on, books and
   *     broker rightly differ, and all looks may have seen the same half of it
   */
  private Result conclude(String account, Look before, Look now, Optional<MarketClock> clock) {
    boolean moving = clock.filter(MarketClock::underWay).isPresent();
    if (moving || !clocks.find(account).equals(clock)) {
      return silence(account, MOVED_ON);
    }
    Set<String> known = ids(before);
    List<BooksDiffer> confirmed =
        now.differs().stream().filter(found -> known.contains(found.breakId())).toList();
    reconciler.record(account, confirmed);
    report(account, confirmed);
    return new Result(account, true, confirmed.stream().map(BooksDiffer::toString).toList(), null);
  }

  private void report(String account, List<BooksDiffer> confirmed) {
    confirmed.forEach(found -> LOG.error("break {}: {}", found.breakId(), found));
    List<@Nullable String> wrong = new ArrayList<>();
    confirmed.stream()
        .filter(found -> OF_HOLDINGS.contains(found.kind()))
        .map(BooksDiffer::symbol)
        .distinct()
        .forEach(wrong::add);
    if (wrong.isEmpty()) {
      breakers.reconciled(account, null, false);
    }
    wrong.forEach(symbol -> breakers.reconciled(account, symbol, true));
  }

  private static Result silence(String account, String detail) {
    LOG.warn("{} is not reconciled: {}", account, detail);
    return new Result(account, false, List.of(), detail);
  }

  private void followOpenOrders(String account) {
    for (JournalOrder order : queries.openOrders(account)) {
      if (order.state() != OrderState.APPROVED) {
        CatchUp.Outcome outcome = catchUp.catchUp(order, order.checkedAt());
        LOG.debug("{}: {}", order.clientOrderId(), outcome);
      }
    }
    breakers.judgeFills();
  }
}
