package dev.aurora.service.cli;

import dev.aurora.service.drill.BreakerDrillRecord;
import dev.aurora.service.drill.BreakerDrillRecord.ExitWay;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a drill of breakers showed.
 *
 * @param ruleSet digest of the policy that was drilled
 */
record BreakerDrillReport(String ruleSet, long seed, List<BreakerDrillRecord> records) {

  private static final List<String> HEADER =
      List.of("SCENARIO", "TRIED", "APPROVED", "SENT", "STOPPED BY", "LATCH", "EXIT", "RESULT");

  BreakerDrillReport {
    records = List.copyOf(records);
  }

  boolean passed() {
    return records.stream().allMatch(BreakerDrillRecord::passed);
  }

  /** Says it, and gives back whether every scenario was stopped and no position is trapped. */
  boolean show(Output output) {
    if (output.json()) {
      output.document(document());
    } else {
      print(output);
    }
    return passed();
  }

  private Map<String, Object> document() {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("passed", passed());
    answer.put("ruleSet", ruleSet);
    answer.put("seed", seed);
    answer.put("stopped", records.stream().filter(BreakerDrillRecord::stopped).count());
    answer.put("trapped", records.stream().filter(r -> r.exit() == ExitWay.NONE).count());
    answer.put("scenarios", records);
    return answer;
  }

  private void print(Output output) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADER);
    records.forEach(record -> rows.add(row(record)));
    output.table(rows);
    output.line("");
    for (BreakerDrillRecord record : records) {
      output.line("%s: %s".formatted(record.scenario(), record.attack()));
      output.line(
          "  %s: %s, the policy allows %s (%s); the last one sent was number %d"
              .formatted(
                  record.measure(),
                  record.observed().toPlainString(),
                  plain(record.bound()),
                  record.boundBy(),
                  record.triedBeforeStop()));
      if (!record.passed()) {
        output.line("  " + failure(record));
      }
    }
    output.line("");
    output.line(
        passed()
            ? "Everything was stopped, and nothing is trapped."
            : "What fails its drill would not have protected you.");
  }

  private static List<String> row(BreakerDrillRecord record) {
    return List.of(
        record.scenario(),
        Integer.toString(record.tried()),
        Integer.toString(record.approved()),
        Long.toString(record.sent()),
        record.stoppedBy().isEmpty() ? "-" : String.join(", ", record.stoppedBy()),
        latch(record.firstLatch()),
        switch (record.exit()) {
          case STRATEGY -> "open";
          case PERSON -> "by a person";
          case NONE -> "TRAPPED";
        },
        record.stopped() ? "stopped" : "NOT STOPPED");
  }

  private static String latch(BreakerDrillRecord.@Nullable FirstLatch latch) {
    if (latch == null) {
      return "-";
    }
    String numbers =
        latch.observed() == null
            ? ""
            : " %s of %s %s".formatted(latch.observed(), latch.limit(), latch.unit());
    return "%s %s: %s%s".formatted(latch.level(), latch.scope(), latch.control(), numbers);
  }

  private static String failure(BreakerDrillRecord record) {
    return record.stopped()
        ? "TRAPPED: not even a person's order can close what is held"
        : "NOT STOPPED: " + record.finding();
  }

  private static String plain(@Nullable BigDecimal bound) {
    return bound == null ? "anything" : bound.toPlainString();
  }
}
