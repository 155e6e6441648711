package dev.aurora.service.session;

import dev.aurora.service.broker.ReplayedMarket;
import dev.aurora.service.journal.action.ActionBooking;
import dev.aurora.service.journal.action.ActionResult;
import dev.aurora.service.market.ActionTerms;
import dev.aurora.service.market.CorporateAction;
import dev.aurora.service.market.CorporateActions;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.market.TradingSession;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The corporate actions that an account must have by a session: every known one since its clock
 * began that is not in its books, so that one which became known late is not forgotten. Two
 * definitions of the same action contradict each other, and none of the two is booked. Thread-safe.
 */
public final class SessionActions {

  private static final Logger LOG = LoggerFactory.getLogger(SessionActions.class);

  private final CorporateActions known;
  private final TradingCalendar calendar;
  private final ReplayedMarket market;
  private final ActionBooking booking;
  private final TermsSource terms;

  public SessionActions(
      CorporateActions known,
      TradingCalendar calendar,
      ReplayedMarket market,
      ActionBooking booking,
      TermsSource terms) {
    this.known = known;
    this.calendar = calendar;
    this.market = market;
    this.booking = booking;
    this.terms = terms;
  }

  /** Where instruments and reference prices come from. */
  @FunctionalInterface
  public interface TermsSource {

    /** Of a symbol at the open of a session; empty when the instrument is unknown. */
    Optional<ActionTerms> of(String symbol, LocalDate session);
  }

  /** What one roll came to. One thread uses one object. */
  static final class Tally {
    private int booked;
    private final Set<String> refused = new TreeSet<>();

    int booked() {
      return booked;
    }

    List<String> refused() {
      return List.copyOf(refused);
    }
  }

  /** Has the broker book them; what it refuses is an open break. */
  void atBroker(String account, LocalDate beganOn, TradingSession session, Tally tally) {
    for (CorporateAction action : unbooked(account, beganOn, session)) {
      if (!isContradicted(action)) {
        TradingSession first = firstWith(action);
        market
            .book(account, action, termsOf(action, first), first.open())
            .ifPresent(why -> refuse(account, action, "the broker refuses: " + why, tally));
      }
    }
  }

  /** Books them; what can't be booked is an open break. */
  void inBooks(String account, LocalDate beganOn, TradingSession session, Tally tally) {
    for (CorporateAction action : unbooked(account, beganOn, session)) {
      if (isContradicted(action)) {
        refuse(account, action, "two definitions of it are known", tally);
        continue;
      }
      TradingSession first = firstWith(action);
      switch (booking.book(account, action, termsOf(action, first), first.open())) {
        case ActionResult.Booked booked -> {
          LOG.info("{}: {} booked: {}", account, action.id(), booked);
          tally.booked++;
        }
        case ActionResult.AlreadyBooked again -> LOG.debug("{} was booked before", action.id());
        case ActionResult.Refused refused -> {
          LOG.error("{}: {}", account, refused.detail());
          tally.refused.add(refused.detail());
        }
      }
    }
  }

  private void refuse(String account, CorporateAction action, String detail, Tally tally) {
    LOG.error("{}: {}: {}", account, action.id(), detail);
    if (booking.refuse(account, action, detail) instanceof ActionResult.Refused refused) {
      tally.refused.add(refused.detail());
    }
  }

  private List<CorporateAction> unbooked(
      String account, LocalDate beganOn, TradingSession session) {
    List<CorporateAction> due = known.between(beganOn, session.date());
    if (due.isEmpty()) {
      return List.of();
    }
    Set<String> booked = booking.booked(account, beganOn);
    return due.stream().filter(action -> !booked.contains(action.id())).toList();
  }

  private boolean isContradicted(CorporateAction action) {
    return known.between(action.symbol(), action.exDate().minusDays(1), action.exDate()).stream()
            .filter(other -> other.subject().equals(action.subject()))
            .distinct()
            .count()
        > 1;
  }

  /** An ex-date on which the exchange is closed takes effect at the next open. */
  private TradingSession firstWith(CorporateAction action) {
    return calendar.session(action.exDate()).orElseGet(() -> calendar.next(action.exDate()));
  }

  private @Nullable ActionTerms termsOf(CorporateAction action, TradingSession first) {
    String held = action.into() == null ? action.symbol() : action.into();
    return terms.of(held, first.date()).orElse(null);
  }
}
