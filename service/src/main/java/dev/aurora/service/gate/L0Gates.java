package dev.aurora.service.gate;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.service.market.TradingCalendar;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The four gates of level L0, for every run and every build: {@code timezones}, {@code dtypes},
 * {@code snapshot}, {@code flags}. They read an artifact folder of Aurora or of another program and
 * change nothing.
 *
 * <p>Keeps a database open to read Parquet: keep one instance. Thread-safe; calls take turns.
 */
public final class L0Gates implements AutoCloseable {

  private final ParquetInspector parquet = new ParquetInspector();
  private final Gates gates;

  /**
   * Gates of the shipped calendar and a flag registry.
   *
   * @param calendar sessions that bars must lie in
   * @param flags what is known of feature flags
   * @param nanoTime stopwatch, nanoseconds; {@code System::nanoTime}
   */
  public L0Gates(TradingCalendar calendar, FlagSources flags, LongSupplier nanoTime) {
    this.gates =
        new Gates(
            List.of(
                new TimezonesGate(parquet, calendar),
                new DtypesGate(parquet),
                new SnapshotGate(),
                new FlagsGate(flags)),
            nanoTime);
  }

  /** The gates, to be joined with those of other levels; of use while this is open. */
  public Gates gates() {
    return gates;
  }

  /**
   * Judges a folder.
   *
   * @param artifacts artifact folder; one that is not there is red
   * @param only ids of the gates to run; empty for all
   * @return a verdict of each gate, in their order
   * @throws IllegalArgumentException when {@code only} names no gate of this level
   */
  public synchronized List<GateVerdict> run(Path artifacts, Set<String> only) {
    return gates.run(GateLevel.L0, GateSubject.of(artifacts), only);
  }

  @Override
  public synchronized void close() {
    parquet.close();
  }
}
