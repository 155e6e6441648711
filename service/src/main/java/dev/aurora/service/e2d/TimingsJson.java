package dev.aurora.service.e2d;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aurora.service.e2d.artifact.Json;
import dev.aurora.service.e2d.metric.LatencyMetrics;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

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
    LatencyMetrics metrics =
        LatencyMetrics.of(Arrays.stream(nanos).map(n -> n / NANOS_PER_MILLI).toArray());
    json.put("avg", metrics.avg());
    json.put("p95", metrics.p95());
    json.put("p99", metrics.p99());
    json.put("max", metrics.max());
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
