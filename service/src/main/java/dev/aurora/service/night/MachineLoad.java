package dev.aurora.service.night;

import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.DoubleSupplier;

/**
 * How busy the machine is. It excuses nothing: a limit of time that was missed is missed; but who
 * reads so must know whether the machine had other work. Thread-safe.
 *
 * @param average processes that want a processor, averaged over a minute; negative where the
 *     operating system does not tell
 * @param processors of the machine
 */
public record MachineLoad(DoubleSupplier average, int processors) {

  /** Of this machine. */
  public static MachineLoad here() {
    return new MachineLoad(
        ManagementFactory.getOperatingSystemMXBean()::getSystemLoadAverage,
        Runtime.getRuntime().availableProcessors());
  }

  /** The average of the last minute. */
  BigDecimal now() {
    return BigDecimal.valueOf(average.getAsDouble()).setScale(2, RoundingMode.HALF_UP);
  }

  /** Whether more wanted a processor than there are. */
  boolean isBusy(BigDecimal load) {
    return load.compareTo(BigDecimal.valueOf(processors)) > 0;
  }
}
