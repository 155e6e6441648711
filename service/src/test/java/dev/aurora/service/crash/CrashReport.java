package dev.aurora.service.crash;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aurora.service.crash.CrashPoint.Phase;
import dev.aurora.service.crash.CrashRound.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Step x point x outcome, as a table for people and as JSON with every round. */
final class CrashReport {

  static final String SAME = "as undisturbed";

  /** The clock decided otherwise, such as an order that another one's look found first. */
  static final String NOT_REACHED = "not reached";

  private static final int WIDTH_MAX = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String store;
  private final long seed;
  private final int points;
  private final Map<String, Set<Phase>> sides = new TreeMap<>();
  private final List<Result> results = new ArrayList<>();

  /**
   * @param plan whose sides of steps are to be covered
   */
  CrashReport(String store, long seed, CrashPlan plan) {
    this.store = store;
    this.seed = seed;
    this.points = plan.points();
    for (CrashPoint point : plan.all()) {
      sides.computeIfAbsent(point.step(), any -> EnumSet.noneOf(Phase.class)).add(point.phase());
    }
  }

  synchronized void add(Result result) {
    results.add(result);
  }

  static String outcome(Result result) {
    if (!result.violations().isEmpty()) {
      return String.join("; ", result.violations().stream().map(CrashReport::brief).toList());
    }
    return result.reached() ? SAME : NOT_REACHED;
  }

  private static String brief(String violation) {
    return violation.substring(0, Math.min(WIDTH_MAX, violation.length()));
  }

  /** Writes both files and answers the table. */
  synchronized String write(Path folder) throws IOException {
    Files.createDirectories(folder);
    String table = table();
    Files.writeString(folder.resolve("crash-matrix-" + store + ".txt"), table);
    JSON.writerWithDefaultPrettyPrinter()
        .writeValue(folder.resolve("crash-matrix-" + store + ".json").toFile(), json());
    return table;
  }

  private String table() {
    Map<String, Map<String, Integer>> rows = new TreeMap<>();
    for (Result result : results) {
      CrashPoint died = result.points().getLast();
      String second = result.points().size() > 1 ? " (died twice)" : "";
      rows.computeIfAbsent(
              "%-22s %-42s %-34s"
                  .formatted(died.step(), died.action() + second, died.phase().words()),
              any -> new TreeMap<>())
          .merge(outcome(result), 1, Integer::sum);
    }
    StringBuilder text = new StringBuilder();
    text.append(
        "%d rounds on %s, seed %d, %d points of the undisturbed load%n"
            .formatted(results.size(), store, seed, points));
    text.append(coverage());
    rows.forEach(
        (row, outcomes) ->
            outcomes.forEach(
                (outcome, times) -> text.append("%s %3d x %s%n".formatted(row, times, outcome))));
    return text.toString();
  }

  /** How often each step was killed on each of its sides; {@code 0} = it has that side, no kill. */
  private String coverage() {
    StringBuilder text = new StringBuilder("%-22s".formatted("killed"));
    for (Phase phase : Phase.values()) {
      text.append(" | ").append(phase.words());
    }
    text.append('\n');
    results.forEach(
        result ->
            sides
                .computeIfAbsent(
                    result.points().getLast().step(), any -> EnumSet.noneOf(Phase.class))
                .add(result.points().getLast().phase()));
    sides.forEach(
        (step, phases) -> {
          text.append("%-22s".formatted(step));
          for (Phase phase : Phase.values()) {
            String cell = phases.contains(phase) ? Long.toString(kills(step, phase)) : "";
            text.append(" | ").append(("%" + phase.words().length() + "s").formatted(cell));
          }
          text.append('\n');
        });
    return text.append('\n').toString();
  }

  private long kills(String step, Phase phase) {
    return results.stream()
        .filter(Result::reached)
        .map(result -> result.points().getLast())
        .filter(died -> died.step().equals(step) && died.phase() == phase)
        .count();
  }

  private ObjectNode json() {
    ObjectNode document = JSON.createObjectNode();
    document.put("store", store);
    document.put("seed", seed);
    document.put("points", points);
    ArrayNode rounds = document.putArray("rounds");
    for (Result result : results) {
      ObjectNode round = rounds.addObject();
      ArrayNode died = round.putArray("killed");
      for (CrashPoint point : result.points()) {
        died.addObject()
            .put("step", point.step())
            .put("action", point.action())
            .put("point", point.phase().words())
            .put("nth", point.nth());
      }
      round.put("reached", result.reached());
      round.put("outcome", outcome(result));
      round.put("seconds", result.took().toMillis() / 1000.0);
    }
    return document;
  }
}
