package dev.aurora.service.session;

import dev.aurora.service.breaker.BreakerDesk;
import dev.aurora.service.broker.BrokerUnavailable;
import dev.aurora.service.broker.Outage;
import dev.aurora.service.broker.ReplayedMarket;
import dev.aurora.service.broker.reconciliation.CatchUp;
import dev.aurora.service.journal.JournalQueries;
import dev.aurora.service.journal.OrderJournal;
import dev.aurora.service.journal.action.MarketClock;
import dev.aurora.service.journal.action.MarketClocks;
import dev.aurora.service.journal.order.JournalOrder;
import dev.aurora.service.journal.order.OrderState;
import dev.aurora.service.journal.order.StateReason;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.market.TradingSession;
import dev.aurora.service.reconcile.ReconciliationDesk;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes an account's market time on to a session, session by session, before anything is decided
 * for it. In each: the day before ends at the broker; what that did is booked; the corporate
 * actions of the session are booked at the broker and in the books; orders that still rest meet the
 * open; what that did is booked.
 *
 * <p>Every step may be repeated, and the clock goes on only after the last: after a crash at any
 * point the roll is gone through again and comes to the same books. Market time never goes back: a
 * session that has passed is left alone. Meanwhile nobody compares books and broker, because
 * between two steps they rightly differ; for the same reason a start goes on with a roll that was
 * under way before it compares. Thread-safe, one account after the other.
 */
public final class SessionRoll {

  private static final Logger LOG = LoggerFactory.getLogger(SessionRoll.class);
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private final TradingCalendar calendar;
  private final ReplayedMarket market;
  private final MarketClocks clocks;
  private final OrderJournal journal;
  private final JournalQueries queries;
  private final CatchUp catchUp;
  private final BreakerDesk breakers;
  private final SessionActions actions;
  private final ReconciliationDesk reconciliation;
  private final Watch watch;

  /**
   * @param market whose days this moves on; of a real broker, {@link ReplayedMarket#ITS_OWN}
   * @param watch told after each step
   */
  public SessionRoll(
      TradingCalendar calendar,
      ReplayedMarket market,
      MarketClocks clocks,
      OrderJournal journal,
      JournalQueries queries,
      CatchUp catchUp,
      BreakerDesk breakers,
      SessionActions actions,
      ReconciliationDesk reconciliation,
      Watch watch) {
    this.calendar = calendar;
    this.market = market;
    this.clocks = clocks;
    this.journal = journal;
    this.queries = queries;
    this.catchUp = catchUp;
    this.breakers = breakers;
    this.actions = actions;
    this.reconciliation = reconciliation;
    this.watch = watch;
  }

  /** The steps of one session, in their order. */
  public enum Step {
    /** The roll stands in the books as under way. */
    BEGUN,
    /** The broker has ended the day before. */
    DAY_ENDED,
    /** What the broker filled and ended is booked. */
    DAY_BOOKED,
    /** The broker has booked the session's corporate actions. */
    ACTIONS_AT_BROKER,
    /** The books have them. */
    ACTIONS_BOOKED,
    /** Resting orders have met the open. */
    OPENED,
    /** What that filled is booked. */
    OPEN_BOOKED,
    /** The clock stands at the session. */
    ROLLED
  }

  /** Hears of every step, on the rolling thread; what it throws ends the roll there. */
  @FunctionalInterface
  public interface Watch {
    void after(Step step, String account, LocalDate session);
  }

  /**
   * What rolling came to.
   *
   * @param standsAt the session that the account stands at
   * @param sessions gone through now
   * @param actions booked now
   * @param refused sentences on actions that can't be booked; each is an open break
   */
  public record Rolled(LocalDate standsAt, int sessions, int actions, List<String> refused) {

    public Rolled {
      refused = List.copyOf(refused);
    }
  }

  /**
   * Takes the account on to the session; one that it stands at or has passed changes nothing.
   *
   * @param session a date on which the exchange trades
   * @throws BrokerUnavailable when the broker does not answer: nothing follows from that, try again
   */
  public Rolled to(String account, LocalDate session) {
    return reconciliation.whileNobodyCompares(() -> roll(account, session));
  }

  /** Goes on with every roll that was under way when the last process ended. */
  public void resume() {
    for (String account : clocks.underWay()) {
      MarketClock clock = clocks.find(account).orElseThrow();
      LOG.warn("{}: going on with the roll to {}", account, clock.rollingTo());
      to(account, clock.rollingTo());
    }
  }

  private Rolled roll(String account, LocalDate session) {
    MarketClock clock =
        clocks.find(account).orElseGet(() -> clocks.begin(account, beginning(account, session)));
    SessionActions.Tally tally = new SessionActions.Tally();
    int sessions = 0;
    if (clock.rolledTo().isBefore(session)) {
      clocks.rolling(account, session);
      watch.after(Step.BEGUN, account, session);
      LocalDate first = calendar.next(clock.rolledTo()).date();
      for (TradingSession next : calendar.sessionsBetween(first, session)) {
        rollOne(account, clock.beganOn(), next, tally);
        sessions++;
      }
    }
    LocalDate standsAt = clocks.find(account).orElseThrow().rolledTo();
    return new Rolled(standsAt, sessions, tally.booked(), tally.refused());
  }

  /** Where market time starts: at what the books know, or right before the session. */
  private LocalDate beginning(String account, LocalDate session) {
    Instant newest = clocks.newest(account);
    LocalDate before = calendar.previous(session).date();
    if (newest == null) {
      return before;
    }
    LocalDate known = LocalDate.ofInstant(newest, NEW_YORK);
    return calendar.isSession(known) ? known : calendar.previous(known).date();
  }

  private void rollOne(
      String account, LocalDate beganOn, TradingSession next, SessionActions.Tally tally) {
    market.endDay(account, calendar.previous(next.date()).close());
    watch.after(Step.DAY_ENDED, account, next.date());
    bookWhatTheBrokerDid(account, next.open());
    watch.after(Step.DAY_BOOKED, account, next.date());
    actions.atBroker(account, beganOn, next, tally);
    watch.after(Step.ACTIONS_AT_BROKER, account, next.date());
    actions.inBooks(account, beganOn, next, tally);
    watch.after(Step.ACTIONS_BOOKED, account, next.date());
    market.advance(account, next.open());
    watch.after(Step.OPENED, account, next.date());
    bookWhatTheBrokerDid(account, next.open());
    watch.after(Step.OPEN_BOOKED, account, next.date());
    clocks.rolled(account, next.date());
    watch.after(Step.ROLLED, account, next.date());
  }

  private void bookWhatTheBrokerDid(String account, Instant open) {
    for (JournalOrder order : queries.openOrders(account)) {
      if (order.state() == OrderState.APPROVED) {
        expireUnsent(order, open);
      } else if (catchUp.catchUp(order, open) instanceof CatchUp.Outcome.NoAnswer silent) {
        throw new BrokerUnavailable(Outage.NO_ANSWER, silent.detail());
      }
    }
    breakers.judgeFills();
  }

  /** Its verdict no longer holds in this session: it is never sent. */
  private void expireUnsent(JournalOrder order, Instant open) {
    if (order.validUntil() != null && open.isAfter(order.validUntil())) {
      journal.expire(
          order.clientOrderId(),
          new StateReason("valid-until", "its verdict held until " + order.validUntil()),
          open);
    }
  }
}
