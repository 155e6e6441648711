package dev.aurora.service.journal.action;

import dev.aurora.service.journal.account.Position;
import dev.aurora.service.journal.book.AccountRows;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.order.OrderAdjustments;
import dev.aurora.service.journal.order.OrderAdjustments.Adjusted;
import dev.aurora.service.market.ActionTerms;
import dev.aurora.service.market.CorporateAction;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Books splits, mergers and cash dividends on an account, once under (action id, account), in one
 * transaction under the account's lock: position, average price, cash, what it realised, working
 * orders and their reservations. The chain of decisions is not touched. What can't be booked
 * without a guess is refused: a break says so, and {@link BookTerms} holds the symbol's orders back
 * until it is cleared up. Thread-safe; durable when a method returns.
 */
public final class ActionBooking {

  /** Kind of the breaks that a person closes, once the actions are as they should be. */
  public static final String BREAK_KIND = "CORPORATE_ACTION";

  private final Database database;
  private final Clock clock;

  /**
   * @param clock wall time
   */
  public ActionBooking(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Ids of the account's booked actions with an ex-date after {@code after}. */
  public Set<String> booked(String account, LocalDate after) {
    return database.transaction(
        handle ->
            ActionRows.booked(handle, account, after).stream()
                .map(CorporateAction::id)
                .collect(Collectors.toSet()));
  }

  /**
   * Books the action, or says why not. Every fill from before it must have been booked.
   *
   * @param terms of the symbol that is held afterwards; null when the instrument is unknown
   * @param effectiveAt market time: the open of the first session with the action in its prices
   */
  public ActionResult book(
      String account, CorporateAction action, @Nullable ActionTerms terms, Instant effectiveAt) {
    return database.transaction(
        handle -> {
          AccountRows.lock(handle, account);
          String bookedAs = ActionRows.bookedAs(handle, account, action);
          if (action.id().equals(bookedAs)) {
            return new ActionResult.AlreadyBooked();
          }
          if (bookedAs != null) {
            return refused(
                handle, account, action, "it contradicts " + bookedAs + ", booked before");
          }
          return bookNew(handle, account, action, terms, effectiveAt);
        });
  }

  /** Opens the break of an action that somebody else found not bookable. */
  public ActionResult refuse(String account, CorporateAction action, String detail) {
    return database.transaction(handle -> refused(handle, account, action, detail));
  }

  private ActionResult bookNew(
      Handle handle,
      String account,
      CorporateAction action,
      @Nullable ActionTerms terms,
      Instant effectiveAt) {
    String symbol = action.symbol();
    Position now = AccountRows.position(handle, account, symbol).position();
    BigDecimal since = ActionRows.filledSince(handle, account, symbol, effectiveAt);
    boolean nothing =
        now.quantity().compareTo(since) == 0
            && OrderAdjustments.open(handle, account, symbol, effectiveAt).isEmpty();
    if (nothing) {
      return record(handle, account, action, untouched(now), effectiveAt, List.of());
    }
    String obstacle = obstacle(handle, account, action, terms, effectiveAt);
    if (obstacle != null) {
      return refused(handle, account, action, obstacle);
    }
    ActionTerms known = Objects.requireNonNull(terms, "an obstacle otherwise");
    try {
      return apply(handle, account, action, known, now, since, effectiveAt);
    } catch (ActionEffect.MissingReference unpriced) {
      return refused(handle, account, action, String.valueOf(unpriced.getMessage()));
    }
  }

  /** Nothing was held and nothing was working: what is held now came later, in the new terms. */
  private static ActionEffect untouched(Position now) {
    return new ActionEffect(now, now, null, null, BigDecimal.ZERO, BigDecimal.ZERO);
  }

  private static @Nullable String obstacle(
      Handle handle,
      String account,
      CorporateAction action,
      @Nullable ActionTerms terms,
      Instant effectiveAt) {
    if (terms == null) {
      return "the instrument that is held afterwards is not known";
    }
    if (!Columns.fits(action.value()) || !Columns.fits(action.cashPerShare())) {
      return "the books can't hold its value exactly";
    }
    if (ActionRows.laterIsBooked(handle, account, action)) {
      return "an action with a later ex-date is booked already";
    }
    long fills = ActionRows.fillsSince(handle, account, action.symbol(), effectiveAt);
    return action.changesTerms() && fills > 0
        ? fills + " fills since " + effectiveAt + " are in the terms after it already"
        : null;
  }

  private ActionResult apply(
      Handle handle,
      String account,
      CorporateAction action,
      ActionTerms terms,
      Position now,
      BigDecimal since,
      Instant effectiveAt) {
    // For a dividend the holder at the close before counts, whatever was traded since.
    Position held = entitled(now, now.quantity().subtract(since));
    String into = action.into();
    Position other =
        into == null ? Position.FLAT : AccountRows.position(handle, account, into).position();
    ActionEffect effect = ActionEffect.of(action, held, other, terms);
    List<Adjusted> orders =
        switch (action.type()) {
          case SPLIT -> adjustments().split(handle, account, action, terms, effectiveAt);
          case MERGER -> adjustments().merged(handle, account, action, effectiveAt);
          case DIVIDEND -> List.of();
        };
    Position after = action.changesTerms() ? effect.after() : now;
    ActionRows.setPosition(handle, account, action.symbol(), after, effect.realised());
    if (into != null) {
      Position joined = Objects.requireNonNull(effect.intoAfter(), "a merger into " + into);
      ActionRows.setPosition(handle, account, into, joined, BigDecimal.ZERO);
    }
    ActionRows.addCash(handle, account, effect.cashChange());
    return record(handle, account, action, effect, effectiveAt, orders);
  }

  private static Position entitled(Position now, BigDecimal quantity) {
    return quantity.signum() == 0 ? Position.FLAT : new Position(quantity, now.averagePrice());
  }

  private OrderAdjustments adjustments() {
    return new OrderAdjustments(clock);
  }

  private ActionResult record(
      Handle handle,
      String account,
      CorporateAction action,
      ActionEffect effect,
      Instant effectiveAt,
      List<Adjusted> orders) {
    ActionRows.insert(handle, account, action, effect, effectiveAt, clock.instant());
    ActionRows.insert(handle, account, action.id(), orders);
    return new ActionResult.Booked(effect, orders.size());
  }

  private ActionResult refused(
      Handle handle, String account, CorporateAction action, String detail) {
    String breakId = "action/" + account + "/" + action.subject();
    String text = action.id() + " is not booked: " + detail;
    AccountRows.openBreak(
        handle, breakId, account, action.symbol(), BREAK_KIND, text, clock.instant());
    return new ActionResult.Refused(breakId, text);
  }
}
