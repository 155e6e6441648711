package dev.aurora.service.journal.account;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An account's rows as read under its lock: all that a check needs, and nothing derived.
 *
 * @param cash account currency
 * @param equityPeak highest equity seen so far, account currency
 * @param equityAtOpen account currency; null when it could not be valued
 * @param positions by symbol
 * @param working every order that may still fill
 * @param recent orders checked within the longest window
 * @param session totals since the session's open
 * @param history what happened before, by strategy
 * @param openBreaks open reconciliation breaks by symbol; those of the whole account under ""
 */
public record BookSnapshot(
    String account,
    String currency,
    BigDecimal cash,
    BigDecimal equityPeak,
    @Nullable BigDecimal equityAtOpen,
    Map<String, HeldPosition> positions,
    List<WorkingOrder> working,
    List<RecentOrder> recent,
    SessionTotals session,
    History history,
    Map<String, Long> openBreaks) {

  public BookSnapshot {
    positions = Map.copyOf(positions);
    working = List.copyOf(working);
    recent = List.copyOf(recent);
    openBreaks = Map.copyOf(openBreaks);
  }

  /**
   * Totals of the session so far.
   *
   * @param valueEntered value of the orders entered, account currency
   * @param messages orders entered and cancels asked for
   * @param valueEnteredElsewhere the same by the firm's other accounts; null = there are none
   */
  public record SessionTotals(
      BigDecimal valueEntered,
      long ordersEntered,
      long messages,
      long executions,
      @Nullable BigDecimal valueEnteredElsewhere) {}

  /**
   * What the windows need beside the orders.
   *
   * @param cancels cancels asked for within the message window
   * @param brokerRejects rejects by the broker within their window
   * @param losingExits per strategy, the losing exits that still lock it
   * @param unattendedEntries per strategy and symbol, automatic entries filled this session since a
   *     person last looked
   */
  public record History(
      List<RecentCancel> cancels,
      long brokerRejects,
      Map<String, Long> losingExits,
      Map<StrategySymbol, Long> unattendedEntries) {

    public History {
      cancels = List.copyOf(cancels);
      losingExits = Map.copyOf(losingExits);
      unattendedEntries = Map.copyOf(unattendedEntries);
    }
  }

  /** A cancel that was asked for, in the bucket of its order. */
  public record RecentCancel(boolean reducer, Instant askedAt) {}

  /** The key of {@link History#unattendedEntries}. */
  public record StrategySymbol(String strategy, String symbol) {}
}
