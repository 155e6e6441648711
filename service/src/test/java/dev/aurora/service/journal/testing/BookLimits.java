package dev.aurora.service.journal.testing;

import dev.aurora.service.journal.database.Database;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * Holds the books against limits by plain SQL and sums of its own: it shares no arithmetic with
 * what checks orders. Positions are valued at the given marks, working orders at what they were
 * reserved at.
 */
public final class BookLimits {

  private static final String WORKING =
      "state in ('APPROVED', 'IN_FLIGHT', 'UNKNOWN', 'WORKING', 'PARTIALLY_FILLED')";

  private final String account;
  private final Map<String, BigDecimal> marks;
  private final Map<Kind, BigDecimal> limits;

  /** What is held against a limit. */
  public enum Kind {
    /** Units, per symbol. */
    LONG,
    /** Units, per symbol. */
    SHORT,
    /** Account currency. */
    GROSS,
    /** Account currency, of openers. */
    VALUE_ENTERED,
    /** Openers of the session. */
    ORDERS,
    /** Openers per symbol and side. */
    WORKING_ORDERS
  }

  public BookLimits(String account, Map<String, BigDecimal> marks, Map<Kind, BigDecimal> limits) {
    this.account = account;
    this.marks = Map.copyOf(marks);
    this.limits = Map.copyOf(limits);
  }

  /** Everything that is above its limit, of one moment. */
  public List<String> violations(Database database) {
    Map<String, BigDecimal> figures = figures(database);
    List<String> violations = new ArrayList<>();
    figures.forEach(
        (name, figure) -> {
          BigDecimal limit = limits.get(Kind.valueOf(name.substring(0, name.indexOf(' '))));
          if (figure.compareTo(limit) > 0) {
            violations.add(
                name + ": " + figure.stripTrailingZeros().toPlainString() + " > " + limit);
          }
        });
    return violations;
  }

  /** All figures, each by its kind and what it is of, such as {@code LONG AAPL}. */
  public Map<String, BigDecimal> figures(Database database) {
    return database.transaction(
        handle -> {
          // What a check holds too: nothing is approved or filled while this is read.
          handle
              .createQuery("select account from accounts where account = :account for update")
              .bind("account", account)
              .mapTo(String.class)
              .one();
          Map<String, BigDecimal> figures = new TreeMap<>();
          BigDecimal gross = BigDecimal.ZERO;
          for (String symbol : marks.keySet()) {
            gross = gross.add(symbol(handle, symbol, figures));
          }
          figures.put("GROSS of all", gross);
          figures.put(
              "VALUE_ENTERED of all",
              sum(
                  handle,
                  "coalesce(sum(order_value_ccy), 0) from orders where entered and not reducer"));
          figures.put(
              "ORDERS of all", sum(handle, "count(*) from orders where entered and not reducer"));
          return figures;
        });
  }

  /** Adds the symbol's figures, and gives back its gross exposure. */
  private BigDecimal symbol(Handle handle, String symbol, Map<String, BigDecimal> figures) {
    String of = " and symbol = '" + symbol + "'";
    String working = " from orders where " + WORKING + of;
    BigDecimal held =
        sum(handle, "coalesce(sum(quantity_units), 0) from positions where true" + of);
    BigDecimal heldValue = held.multiply(marks.get(symbol));
    BigDecimal[] value = new BigDecimal[2];
    for (int i = 0; i < 2; i++) {
      String side = " and side = '" + (i == 0 ? "BUY" : "SELL") + "'";
      BigDecimal leaves = sum(handle, "coalesce(sum(leaves_units), 0)" + working + side);
      value[i] = sum(handle, "coalesce(sum(leaves_units * reservation_price), 0)" + working + side);
      figures.put(
          (i == 0 ? "LONG " : "SHORT ") + symbol,
          i == 0 ? held.add(leaves) : leaves.subtract(held));
      figures.put(
          "WORKING_ORDERS " + symbol + side,
          sum(handle, "count(*)" + working + side + " and not reducer"));
    }
    return heldValue.add(value[0]).abs().max(heldValue.subtract(value[1]).abs());
  }

  private BigDecimal sum(Handle handle, String what) {
    return handle
        .createQuery("select " + what + " and account = :account")
        .bind("account", account)
        .mapTo(BigDecimal.class)
        .one();
  }
}
