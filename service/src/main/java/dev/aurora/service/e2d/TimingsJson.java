package dev.aurora.service.e2d;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aurora.service.e2d.artifact.Json;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.time.Duration;
import java.util.Map;
import org.hipparchus.stat.descriptive.rank.Percentile;

/**
 * The {@code timings.json} of a run: the only file with durations and memory, and the only one
 * outside its identity.
 */
final class TimingsJson {

  private static final double NANOS_PER_MILLI = 1e6;
  private static final double BYTES_PER_MB = 1024.0 * 1024;

  private TimingsJson() {}

  /**
   * The whole file.
   *
   * @param total from bars in hand to artifacts written
   * @param scoring time of each row scored, nanoseconds; empty when none was
   */
  static byte[] bytes(Duration total, Map<E2dStage, Duration> stages, double[] scoring) {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("totalMs", total.toNanos() / NANOS_PER_MILLI);
    ObjectNode byStage = json.putObject("stagesMs");
    stages.forEach((stage, took) -> byStage.put(stage.id(), took.toNanos() / NANOS_PER_MILLI));
    ObjectNode latency = json.putObject("latency_ms");
    latency.put("what", "scoring one row");
    latency.put("rows", scoring.length);
    if (scoring.length > 0) {
      latency(latency, scoring);
    }
    json.put("memory_peak_mb", peakMemoryMb());
    return Json.pretty(json);
  }

  private static void latency(ObjectNode json, double[] nanos) {
    // Type R-7 is what numpy calls linear.
    Percentile percentile = new Percentile().withEstimationType(Percentile.EstimationType.R_7);
    double sum = 0;
    double max = 0;
    for (double value : nanos) {
      sum += value;
      max = Math.max(max, value);
    }
    json.put("avg", sum / nanos.length / NANOS_PER_MILLI);
    json.put("p95", percentile.evaluate(nanos, 95) / NANOS_PER_MILLI);
    json.put("p99", percentile.evaluate(nanos, 99) / NANOS_PER_MILLI);
    json.put("max", max / NANOS_PER_MILLI);
  }

  /** Peak of the whole process since its start: all memory pools of the JVM. */
  private static double peakMemoryMb() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .map(MemoryPoolMXBean::getPeakUsage)
            .mapToLong(usage -> usage.getUsed())
            .sum()
        / BYTES_PER_MB;
  }
}
