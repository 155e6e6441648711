package dev.aurora.service.broker.paper;

import dev.aurora.rules.fact.Side;
import dev.aurora.service.broker.BrokerOrder;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.market.ActionTerms;
import dev.aurora.service.market.CorporateAction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Corporate actions on the ledger, by arithmetic of its own: that the books come to the same is
 * what reconciliation is for. One transaction uses one object; the caller holds the account's lock.
 */
final class PaperActions {

  private static final int MONEY_SCALE = 6;

  private final Handle handle;
  private final String account;
  private final CorporateAction action;
  private final Instant effectiveAt;

  PaperActions(Handle handle, String account, CorporateAction action, Instant effectiveAt) {
    this.handle = handle;
    this.account = account;
    this.action = action;
    this.effectiveAt = effectiveAt;
  }

  /**
   * What an action makes of so many units.
   *
   * @param kept units of the symbol that is held afterwards
   * @param fraction signed units of it that are paid in cash
   */
  record Made(BigDecimal kept, BigDecimal fraction) {

    static Made of(BigDecimal units, BigDecimal ratio, BigDecimal step) {
      BigDecimal all = units.multiply(ratio);
      BigDecimal left = all.remainder(step);
      return new Made(all.subtract(left), left);
    }
  }

  /** Books it, or says why not. */
  Optional<String> book(@Nullable ActionTerms terms) {
    Optional<String> known = bookedId();
    if (known.isPresent()) {
      return known.get().equals(action.id())
          ? Optional.empty()
          : Optional.of("it is booked as " + known.get());
    }
    BigDecimal since = executedSince();
    BigDecimal before = units(action.symbol()).subtract(since);
    List<PaperOrder> orders =
        PaperRows.live(handle).stream()
            .filter(order -> order.account().equals(account))
            .filter(order -> order.symbol().equals(action.symbol()))
            .filter(order -> order.acceptedAt().isBefore(effectiveAt))
            .toList();
    if (before.signum() == 0 && orders.isEmpty()) {
      record(new Entry(before, before, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO));
      return Optional.empty();
    }
    if (terms == null) {
      return Optional.of("no such instrument");
    }
    if (action.changesTerms() && executionsSince() > 0) {
      return Optional.of("executions have come since " + effectiveAt);
    }
    return apply(terms, before, orders);
  }

  private Optional<String> apply(ActionTerms terms, BigDecimal before, List<PaperOrder> orders) {
    Made made =
        action.type() == CorporateAction.Type.DIVIDEND
            ? new Made(before, BigDecimal.ZERO)
            : Made.of(before, action.value(), terms.unitStep());
    if (made.fraction().signum() != 0 && terms.reference() == null) {
      return Optional.of("a fraction has no price");
    }
    BigDecimal fractionPrice =
        made.fraction().signum() == 0 || terms.reference() == null
            ? BigDecimal.ZERO
            : terms.reference();
    BigDecimal cash = cash(before, made.fraction(), fractionPrice);
    BigDecimal averageBefore = average(action.symbol());
    switch (action.type()) {
      case SPLIT -> {
        hold(action.symbol(), made.kept(), over(averageBefore, action.value()));
        orders.forEach(order -> split(order, terms));
      }
      case MERGER -> {
        hold(action.symbol(), BigDecimal.ZERO, BigDecimal.ZERO);
        if (action.into() != null) {
          BigDecimal cost = averageBefore.subtract(action.cashPerShare()).max(BigDecimal.ZERO);
          join(action.into(), made.kept(), over(cost, action.value()));
        }
        orders.forEach(order -> cancel(order, "its symbol is gone"));
      }
      case DIVIDEND -> {}
    }
    PaperRows.addCash(handle, account, cash);
    record(new Entry(before, made.kept(), made.fraction(), fractionPrice, cash));
    return Optional.empty();
  }

  /** Account currency: one unit at price 1 is worth 1 at this broker. */
  private BigDecimal cash(BigDecimal before, BigDecimal fraction, BigDecimal fractionPrice) {
    return cash(perUnit(action), before, fraction, fractionPrice);
  }

  static BigDecimal cash(
      BigDecimal perUnit, BigDecimal before, BigDecimal fraction, BigDecimal fractionPrice) {
    BigDecimal whole = before.multiply(perUnit);
    return whole
        .add(fraction.multiply(fractionPrice))
        .setScale(MONEY_SCALE, RoundingMode.HALF_EVEN);
  }

  private static BigDecimal perUnit(CorporateAction action) {
    return action.type() == CorporateAction.Type.DIVIDEND ? action.value() : action.cashPerShare();
  }

  private static BigDecimal ratio(CorporateAction action) {
    return action.type() == CorporateAction.Type.DIVIDEND ? BigDecimal.ONE : action.value();
  }

  private static BigDecimal over(BigDecimal price, BigDecimal ratio) {
    return ratio.signum() == 0
        ? BigDecimal.ZERO
        : price.divide(ratio, Columns.SCALE, RoundingMode.HALF_EVEN);
  }

  private void split(PaperOrder order, ActionTerms terms) {
    BigDecimal all = order.remaining().multiply(action.value());
    BigDecimal left = all.subtract(all.remainder(terms.lotSize()));
    BigDecimal limit = order.limitPrice() == null ? null : limit(order, order.limitPrice(), terms);
    if (left.signum() == 0) {
      cancel(order, "less than a lot is left after " + action.id());
      return;
    }
    if (limit != null && limit.signum() == 0) {
      cancel(order, "its limit is below a tick after " + action.id());
      return;
    }
    BigDecimal filled =
        order.filled().multiply(action.value()).setScale(Columns.SCALE, RoundingMode.HALF_EVEN);
    handle
        .createUpdate(
            """
            update paper_orders set quantity_units = :quantity, filled_units = :filled,
                limit_price = :limit where client_order_id = :id\
            """)
        .bind("quantity", filled.add(left))
        .bind("filled", filled)
        .bind("limit", limit)
        .bind("id", order.clientOrderId())
        .execute();
    handle
        .createUpdate(
            """
            insert into paper_action_orders (action_id, account, client_order_id,
                filled_before_units, filled_after_units, after_execution)
            values (:action, :account, :order, :before, :after, :execution)\
            """)
        .bind("action", action.id())
        .bind("account", account)
        .bind("order", order.clientOrderId())
        .bind("before", order.filled())
        .bind("after", filled)
        .bind("execution", newestExecution())
        .execute();
  }

  /** In whole ticks, so that the order never fills at a price that it would not have before. */
  private BigDecimal limit(PaperOrder order, BigDecimal price, ActionTerms terms) {
    BigDecimal tick = terms.tickSize();
    BigDecimal exact = price.divide(action.value(), 2 * Columns.SCALE, RoundingMode.HALF_EVEN);
    BigDecimal down = exact.subtract(exact.remainder(tick));
    boolean onTick = down.multiply(action.value()).compareTo(price) == 0;
    return order.side() == Side.BUY || onTick ? down : down.add(tick);
  }

  private void cancel(PaperOrder order, String why) {
    PaperRows.end(handle, order.clientOrderId(), BrokerOrder.State.CANCELLED, null, why);
  }

  private void join(String symbol, BigDecimal more, BigDecimal price) {
    BigDecimal held = units(symbol);
    BigDecimal sum = held.add(more);
    BigDecimal average;
    if (sum.signum() == 0) {
      average = BigDecimal.ZERO;
    } else if (held.signum() * more.signum() >= 0) {
      BigDecimal cost = held.multiply(average(symbol)).add(more.multiply(price));
      average = cost.divide(sum, Columns.SCALE, RoundingMode.HALF_EVEN);
    } else {
      average = sum.signum() == held.signum() ? average(symbol) : price;
    }
    hold(symbol, sum, average);
  }

  private void hold(String symbol, BigDecimal units, BigDecimal average) {
    int known =
        handle
            .createUpdate(
                """
                update paper_positions set quantity_units = :units, average_price = :average
                where account = :account and symbol = :symbol\
                """)
            .bind("units", units)
            .bind("average", units.signum() == 0 ? BigDecimal.ZERO : average)
            .bind("account", account)
            .bind("symbol", symbol)
            .execute();
    if (known == 0 && units.signum() != 0) {
      handle
          .createUpdate(
              """
              insert into paper_positions (account, symbol, quantity_units, average_price)
              values (:account, :symbol, :units, :average)\
              """)
          .bind("account", account)
          .bind("symbol", symbol)
          .bind("units", units)
          .bind("average", average)
          .execute();
    }
  }

  /** What the ledger writes down of an action; {@link PaperLedger} recomputes it. */
  private record Entry(
      BigDecimal before,
      BigDecimal after,
      BigDecimal fraction,
      BigDecimal fractionPrice,
      BigDecimal cash) {}

  private void record(Entry entry) {
    handle
        .createUpdate(
            """
            insert into paper_actions (action_id, account, symbol, ex_date, action_type, ratio,
                cash_per_unit, into_symbol, units_before, units_after, fraction_units,
                fraction_price, cash_change_ccy, after_execution)
            values (:id, :account, :symbol, :exDate, :type, :ratio, :cashPerUnit, :into, :before,
                :after, :fraction, :fractionPrice, :cash, :execution)\
            """)
        .bind("id", action.id())
        .bind("account", account)
        .bind("symbol", action.symbol())
        .bind("exDate", action.exDate())
        .bind("type", action.type().name())
        .bind("ratio", ratio(action))
        .bind("cashPerUnit", perUnit(action))
        .bind("into", action.into())
        .bind("before", entry.before())
        .bind("after", entry.after())
        .bind("fraction", entry.fraction())
        .bind("fractionPrice", entry.fractionPrice())
        .bind("cash", entry.cash())
        .bind("execution", newestExecution())
        .execute();
  }

  private Optional<String> bookedId() {
    return handle
        .createQuery(
            """
            select action_id from paper_actions where account = :account and symbol = :symbol
                and ex_date = :exDate and action_type = :type\
            """)
        .bind("account", account)
        .bind("symbol", action.symbol())
        .bind("exDate", action.exDate())
        .bind("type", action.type().name())
        .mapTo(String.class)
        .findOne();
  }

  private BigDecimal units(String symbol) {
    return ofPosition("quantity_units", symbol);
  }

  private BigDecimal average(String symbol) {
    return ofPosition("average_price", symbol);
  }

  private BigDecimal ofPosition(String column, String symbol) {
    return handle
        .createQuery(
            "select %s from paper_positions where account = :account and symbol = :symbol"
                .formatted(column))
        .bind("account", account)
        .bind("symbol", symbol)
        .mapTo(BigDecimal.class)
        .findOne()
        .orElse(BigDecimal.ZERO);
  }

  private BigDecimal executedSince() {
    return handle
        .createQuery(
            """
            select coalesce(sum(case when side = 'BUY' then quantity_units
                else -quantity_units end), 0) from paper_executions
            where account = :account and symbol = :symbol and executed_at_market >= :since\
            """)
        .bind("account", account)
        .bind("symbol", action.symbol())
        .bind("since", Columns.time(effectiveAt))
        .mapTo(BigDecimal.class)
        .one();
  }

  private long executionsSince() {
    return handle
        .createQuery(
            """
            select count(*) from paper_executions
            where account = :account and symbol = :symbol and executed_at_market >= :since\
            """)
        .bind("account", account)
        .bind("symbol", action.symbol())
        .bind("since", Columns.time(effectiveAt))
        .mapTo(Long.class)
        .one();
  }

  private long newestExecution() {
    return handle
        .createQuery(
            """
            select coalesce(max(execution_index), 0) from paper_executions
            where account = :account\
            """)
        .bind("account", account)
        .mapTo(Long.class)
        .one();
  }
}
