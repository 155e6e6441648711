package dev.aurora.service.demo;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.aurora.service.report.TradingReport;
import java.math.BigDecimal;
import java.util.Map;

/**
 * What {@code aurora demo --json} prints.
 *
 * @param artifacts folder of the runs' artifacts
 * @param links where to look next
 */
public record DemoResult(
    int demo,
    boolean resumed,
    @JsonUnwrapped TradingReport report,
    String artifacts,
    Map<String, String> links,
    BigDecimal elapsedSeconds) {}
