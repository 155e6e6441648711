package dev.aurora.service.report;

import dev.aurora.workflows.killswitch.KillLevel;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an installation has done so far, from the books and the broker's ledger: what {@code demo
 * --json} prints. Money in account currency, quantities in units.
 *
 * @param sessions decision runs that ended
 * @param pnl realised + unrealised, after fees
 * @param killed null, or the widest kill that is engaged
 * @param restrictions what lets only reducers pass, the widest first
 * @param ledger what the broker's own ledger says
 * @param stopped sessions in which DataSanity stopped the run, with the reason
 */
public record TradingReport(
    int sessions,
    String stage,
    Decisions decisions,
    Orders orders,
    long fills,
    List<Holding> positions,
    BigDecimal pnl,
    Money money,
    @Nullable Killed killed,
    List<Killed> restrictions,
    Ledger ledger,
    List<String> stopped) {

  /** Decisions by side. */
  public record Decisions(int buy, int sell, int hold) {}

  /**
   * Orders by outcome.
   *
   * @param approved passed the check, whatever became of them then
   * @param denied by the policy
   * @param blocked by the kill switch, at the last step
   * @param wouldHaveDeniedByControl breaches of rules in MONITOR
   */
  public record Orders(
      long approved,
      long denied,
      long blocked,
      long expired,
      long unknown,
      long rejected,
      Map<String, Long> deniedByControl,
      Map<String, Long> wouldHaveDeniedByControl) {}

  /** One holding at the last close. */
  public record Holding(
      String symbol,
      BigDecimal quantity,
      BigDecimal averagePrice,
      @Nullable BigDecimal mark,
      @Nullable BigDecimal unrealised) {}

  /** The account in money. */
  public record Money(
      BigDecimal cash, BigDecimal equity, BigDecimal realised, BigDecimal unrealised) {}

  /**
   * Why nothing, or nothing but reducers, is sent.
   *
   * @param id names it in a release
   * @param since wall time; null = it stands outside the books, as variable or file
   * @param ends who or what ends it
   */
  public record Killed(
      String scope,
      String level,
      String source,
      String reason,
      String by,
      String id,
      @Nullable Instant since,
      String ends) {

    /** Whether reducers are stopped too. */
    public boolean stopsEverything() {
      return !level.equals(KillLevel.REDUCE_ONLY.name());
    }
  }

  /** Distinct orders that reached the broker, and submissions of one that it had already. */
  public record Ledger(long orders, long duplicates, long fills) {}

  public TradingReport {
    Objects.requireNonNull(pnl, "pnl");
    positions = List.copyOf(positions);
    restrictions = List.copyOf(restrictions);
    stopped = List.copyOf(stopped);
  }
}
