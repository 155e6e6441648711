package dev.aurora.service.cli;

import dev.aurora.service.gate.drill.DrillRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the drills of the gates showed: each mutation, then each gate. A gate that missed a
 * mutation, or turned red on a sound copy, is itself red.
 */
record GateDrillReport(List<DrillRecord> records) {

  GateDrillReport {
    records = List.copyOf(records);
  }

  boolean passed() {
    return !records.isEmpty() && records.stream().allMatch(DrillRecord::passed);
  }

  Map<String, Object> document() {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("passed", passed());
    answer.putAll(counts(records));
    answer.put("gates", byGate().entrySet().stream().map(GateDrillReport::gate).toList());
    answer.put("drills", records);
    return answer;
  }

  /** What stays as evidence: the counts of each gate. */
  Map<String, Object> details() {
    Map<String, Object> details = new LinkedHashMap<>(counts(records));
    details.put("gates", byGate().entrySet().stream().map(GateDrillReport::gate).toList());
    return details;
  }

  void show(Output output) {
    List<List<String>> rows = new ArrayList<>();
    for (DrillRecord drill : records) {
      rows.add(List.of(drill.gate(), outcome(drill), drill.mutation()));
    }
    output.table(rows);
    output.line("");
    output.table(
        byGate().entrySet().stream().map(gate -> summary(gate.getKey(), gate.getValue())).toList());
    records.stream()
        .filter(drill -> !drill.passed() && drill.red())
        .forEach(
            drill ->
                output.line(
                    "FALSE ALARM  %s: %s: %s"
                        .formatted(drill.gate(), drill.mutation(), drill.reasons())));
    output.line(
        passed() ? "Every gate notices." : "A gate that fails its drill protects from nothing.");
  }

  private static String outcome(DrillRecord drill) {
    if (drill.expectedRed()) {
      return drill.red() ? "caught" : "STAYED GREEN";
    }
    return drill.red() ? "FALSE ALARM" : "control, green";
  }

  private static List<String> summary(String gate, List<DrillRecord> drills) {
    return List.of(
        gate,
        drills.stream().allMatch(DrillRecord::passed) ? "green" : "RED",
        "%d of %d mutations caught"
            .formatted(count(drills, true, true), count(drills, true, false)),
        "%d false alarms on %d sound copies"
            .formatted(count(drills, false, true), count(drills, false, false)));
  }

  private static Map<String, Object> gate(Map.Entry<String, List<DrillRecord>> gate) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("gate", gate.getKey());
    row.put("verdict", gate.getValue().stream().allMatch(DrillRecord::passed) ? "green" : "red");
    row.putAll(counts(gate.getValue()));
    return row;
  }

  private static Map<String, Object> counts(List<DrillRecord> drills) {
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("mutations", count(drills, true, false));
    counts.put("caught", count(drills, true, true));
    counts.put("controls", count(drills, false, false));
    counts.put("falseAlarms", count(drills, false, true));
    return counts;
  }

  private Map<String, List<DrillRecord>> byGate() {
    return records.stream()
        .collect(Collectors.groupingBy(DrillRecord::gate, LinkedHashMap::new, Collectors.toList()));
  }

  private static long count(List<DrillRecord> records, boolean expectedRed, boolean onlyRed) {
    return records.stream()
        .filter(drill -> drill.expectedRed() == expectedRed && (!onlyRed || drill.red()))
        .count();
  }
}
