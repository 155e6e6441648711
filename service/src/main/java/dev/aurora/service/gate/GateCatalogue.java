package dev.aurora.service.gate;

import dev.aurora.service.gate.data.CorporateActionsGate;
import dev.aurora.service.gate.data.ExportParityGate;
import dev.aurora.service.gate.ratchet.RatchetGate;
import dev.aurora.service.gate.ratchet.ShippedMeasures;
import dev.aurora.service.gate.repeat.DeterminismGate;
import dev.aurora.service.market.TradingCalendar;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Every gate that needs no running service: those of artifacts and of data. What needs books or a
 * broker joins with {@link Gates#and}. Keeps a database open to read Parquet: keep one instance,
 * and use its gates while it is open.
 */
public final class GateCatalogue implements AutoCloseable {

  private final L0Gates l0;
  private final Gates gates;

  /**
   * @param calendar sessions that bars must lie in
   * @param flags what is known of feature flags
   * @param nanoTime stopwatch, nanoseconds; {@code System::nanoTime}
   */
  public GateCatalogue(TradingCalendar calendar, FlagSources flags, LongSupplier nanoTime) {
    this.l0 = new L0Gates(calendar, flags, nanoTime);
    this.gates =
        l0.gates()
            .and(
                List.of(
                    new CorporateActionsGate(),
                    new ExportParityGate(),
                    new RatchetGate(new ShippedMeasures(calendar)),
                    new DeterminismGate()));
  }

  /** The gates, of every level. */
  public Gates gates() {
    return gates;
  }

  @Override
  public void close() {
    l0.close();
  }
}
