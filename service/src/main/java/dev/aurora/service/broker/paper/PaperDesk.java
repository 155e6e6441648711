package dev.aurora.service.broker.paper;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.OrderType;
import dev.aurora.rules.fact.TimeInForce;
import dev.aurora.service.broker.BrokerOrder;
import dev.aurora.service.broker.RejectReason;
import dev.aurora.service.broker.SubmitResult;
import dev.aurora.service.broker.paper.PaperMatching.Outcome;
import dev.aurora.service.broker.paper.PriceSource.OpeningBar;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.decision.FactsJson;
import dev.aurora.service.market.ActionTerms;
import dev.aurora.service.market.CorporateAction;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * What the paper broker does once a message has reached it: judges orders, lets them meet bars,
 * keeps the ledger. Each account is serialised on its row. Thread-safe.
 */
final class PaperDesk {

  private final Database database;
  private final PaperTerms terms;
  private final PaperMatching matching;
  private final PriceSource prices;

  PaperDesk(Database database, PaperTerms terms, PriceSource prices) {
    this.database = database;
    this.terms = terms;
    this.matching = new PaperMatching(terms);
    this.prices = prices;
  }

  /** Takes an order, or answers again for one that it took before. */
  SubmitResult accept(Order order, boolean refuse, Instant marketNow) {
    String malformed = malformed(order);
    if (malformed == null) {
      ensureAccount(Objects.requireNonNull(order.account()));
    }
    return database.transaction(
        handle -> {
          if (malformed != null) {
            return rejectMalformed(handle, order, malformed, marketNow);
          }
          PaperRows.lockCash(handle, Objects.requireNonNull(order.account()));
          Optional<PaperOrder> known =
              PaperRows.find(handle, Objects.requireNonNull(order.clientOrderId()));
          PaperRows.insertSubmission(handle, order.clientOrderId(), known.isPresent(), marketNow);
          if (known.isPresent()) {
            return answerAgain(order, known.get());
          }
          boolean past = PaperClock.isPast(handle, order.account(), marketNow);
          PaperRows.insertOrder(handle, judged(order, refuse, past, marketNow));
          meetBars(handle, order.clientOrderId(), marketNow);
          return answer(PaperRows.find(handle, order.clientOrderId()).orElseThrow());
        });
  }

  private static @Nullable String malformed(Order order) {
    if (order.account() == null
        || order.symbol() == null
        || order.side() == null
        || order.type() == null) {
      return "account, symbol, side and type are needed";
    }
    if (!isPositive(order.quantity())) {
      return "no quantity: " + order.quantity();
    }
    if (order.type() == OrderType.LIMIT && !isPositive(order.limitPrice())) {
      return "no limit price: " + order.limitPrice();
    }
    return null;
  }

  private static boolean isPositive(@Nullable BigDecimal number) {
    return number != null && number.signum() > 0 && Columns.fits(number);
  }

  /** A malformed order has no row to hold it; the message that came is counted all the same. */
  private static SubmitResult rejectMalformed(
      Handle handle, Order order, String detail, Instant marketNow) {
    String id = Objects.requireNonNull(order.clientOrderId());
    PaperRows.insertSubmission(handle, id, PaperRows.find(handle, id).isPresent(), marketNow);
    return new SubmitResult.Rejected(RejectReason.MALFORMED, detail);
  }

  private static SubmitResult answerAgain(Order order, PaperOrder known) {
    return FactsJson.payloadDigest(order).equals(known.payloadDigest())
        ? answer(known)
        : new SubmitResult.Rejected(
            RejectReason.KEY_USED_FOR_OTHER_ORDER, "it stands for " + known.asSeenOutside());
  }

  private static SubmitResult answer(PaperOrder order) {
    return order.state() == BrokerOrder.State.REJECTED
        ? new SubmitResult.Rejected(
            Objects.requireNonNull(order.reason()), Objects.requireNonNull(order.detail()))
        : new SubmitResult.Acknowledged(order.asSeenOutside());
  }

  /**
   * @param past market time has gone on beyond the order's: its bars are not bought after the fact
   */
  private PaperOrder judged(Order order, boolean refuse, boolean past, Instant marketNow) {
    RejectReason reason = null;
    String detail = null;
    if (refuse) {
      reason = RejectReason.REFUSED;
      detail = "the broker refuses";
    } else if (past) {
      reason = RejectReason.TOO_LATE;
      detail = "market time has gone beyond " + marketNow;
    } else if (order.expiresAt() != null && !marketNow.isBefore(order.expiresAt())) {
      reason = RejectReason.TOO_LATE;
      detail = "it expired at " + order.expiresAt();
    }
    return new PaperOrder(
        Objects.requireNonNull(order.clientOrderId()),
        Objects.requireNonNull(order.account()),
        Objects.requireNonNull(order.symbol()),
        Objects.requireNonNull(order.side()),
        Objects.requireNonNull(order.type()),
        order.timeInForce() == null ? TimeInForce.DAY : order.timeInForce(),
        Columns.plain(Objects.requireNonNull(order.quantity())),
        order.type() == OrderType.LIMIT ? order.limitPrice() : null,
        order.expiresAt(),
        FactsJson.payloadDigest(order),
        reason == null ? BrokerOrder.State.WORKING : BrokerOrder.State.REJECTED,
        reason,
        detail,
        BigDecimal.ZERO,
        0,
        marketNow,
        null);
  }

  /** The caller holds the account's lock. */
  private int meetBars(Handle handle, String clientOrderId, Instant marketNow) {
    int executions = 0;
    while (true) {
      PaperOrder order = PaperRows.find(handle, clientOrderId).orElseThrow();
      Optional<OpeningBar> bar = nextBar(order, marketNow);
      if (!order.state().isLive() || bar.isEmpty()) {
        return executions;
      }
      BigDecimal cash = PaperRows.lockCash(handle, order.account());
      switch (matching.offer(order, bar.get(), cash)) {
        case Outcome.Waits waits -> {}
        case Outcome.Ends end ->
            PaperRows.end(handle, clientOrderId, end.state(), end.reason(), end.detail());
        case Outcome.Fills fill -> {
          PaperRows.fill(handle, order, fill, bar.get().opensAt());
          executions++;
        }
      }
      PaperRows.offered(handle, clientOrderId, bar.get().opensAt());
    }
  }

  private Optional<OpeningBar> nextBar(PaperOrder order, Instant marketNow) {
    Instant notBefore =
        order.lastBarAt() == null ? order.acceptedAt() : order.lastBarAt().plusNanos(1_000);
    return prices
        .nextBar(order.symbol(), notBefore)
        .filter(bar -> !bar.opensAt().isAfter(marketNow));
  }

  /** Every live order of the account meets the bars that have opened until then. */
  int advance(String account, Instant marketNow) {
    ensureAccount(account);
    return database.transaction(
        handle -> {
          PaperRows.lockCash(handle, account);
          if (PaperClock.isPast(handle, account, marketNow)) {
            return 0;
          }
          PaperClock.moveTo(handle, account, marketNow);
          return live(handle, account).stream()
              .mapToInt(order -> meetBars(handle, order.clientOrderId(), marketNow))
              .sum();
        });
  }

  /** A session of one account is over; what came after it is not touched. */
  void endDay(String account, Instant close) {
    ensureAccount(account);
    database.run(
        handle -> {
          PaperRows.lockCash(handle, account);
          if (PaperClock.isPast(handle, account, close)) {
            return;
          }
          PaperClock.moveTo(handle, account, close);
          for (PaperOrder order : live(handle, account)) {
            meetBars(handle, order.clientOrderId(), close);
            PaperOrder now = PaperRows.find(handle, order.clientOrderId()).orElseThrow();
            if (now.state().isLive() && endsBy(now, close)) {
              PaperRows.end(
                  handle,
                  now.clientOrderId(),
                  BrokerOrder.State.EXPIRED,
                  null,
                  "its time ran out by the close at " + close);
            }
          }
        });
  }

  private static boolean endsBy(PaperOrder order, Instant close) {
    boolean dayIsOver =
        order.timeInForce() == TimeInForce.DAY
            && order.lastBarAt() != null
            && !order.lastBarAt().isAfter(close);
    return dayIsOver || (order.expiresAt() != null && !order.expiresAt().isAfter(close));
  }

  private static List<PaperOrder> live(Handle handle, String account) {
    return PaperRows.live(handle).stream()
        .filter(order -> order.account().equals(account))
        .toList();
  }

  Optional<String> book(
      String account, CorporateAction action, @Nullable ActionTerms terms, Instant effectiveAt) {
    ensureAccount(account);
    return database.transaction(
        handle -> {
          PaperRows.lockCash(handle, account);
          return new PaperActions(handle, account, action, effectiveAt).book(terms);
        });
  }

  boolean creditCash(String account, String entryId, BigDecimal amount, Instant at) {
    ensureAccount(account);
    return database.transaction(
        handle -> {
          PaperRows.lockCash(handle, account);
          int known =
              handle
                  .createQuery(
                      """
                      select count(*) from paper_cash_entries
                      where account = :account and entry_id = :entry\
                      """)
                  .bind("account", account)
                  .bind("entry", entryId)
                  .mapTo(Integer.class)
                  .one();
          if (known > 0) {
            return false;
          }
          handle
              .createUpdate(
                  """
                  insert into paper_cash_entries (account, entry_id, amount_ccy, entered_at_market)
                  values (:account, :entry, :amount, :at)\
                  """)
              .bind("account", account)
              .bind("entry", entryId)
              .bind("amount", amount)
              .bind("at", Columns.time(at))
              .execute();
          PaperRows.addCash(handle, account, amount);
          return true;
        });
  }

  /** Several services may share a ledger: the account's key decides who opened it. */
  private void ensureAccount(String account) {
    try {
      database.run(
          handle -> {
            if (!PaperRows.hasAccount(handle, account)) {
              PaperRows.insertAccount(handle, account, terms.openingCash());
            }
          });
    } catch (UnableToExecuteStatementException lostRace) {
      if (!database.<Boolean>transaction(handle -> PaperRows.hasAccount(handle, account))) {
        throw lostRace;
      }
    }
  }
}
