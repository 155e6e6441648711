package dev.aurora.service.night;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aurora.service.e2d.artifact.Json;
import dev.aurora.service.gate.Finding;
import dev.aurora.service.scorecard.SourceTree;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What PIT said of the arithmetic, part by part. A report counts only when it is of the sources
 * that stand here: none changed since PIT began.
 */
public final class PitReports {

  /** Written by {@code .ci/nightly}: {@code {begun, ended, exit}}. */
  public static final String RESULT = "target/pit-result.json";

  public static final BigDecimal SCORE_MIN = new BigDecimal("0.80");

  public static final String RULES = "rules/target/pit-reports/mutations.csv";
  public static final String SERVICE = "service/target/pit-reports/mutations.csv";

  private static final int CLASS_COLUMN = 1;
  private static final int STATUS_COLUMN = 5;
  private static final Set<String> NOTICED = Set.of("KILLED", "TIMED_OUT", "MEMORY_ERROR");

  private static final List<String> SOURCES =
      List.of("pom.xml", "rules/pom.xml", "rules/src", "service/pom.xml", "service/src");

  /**
   * Parts of the arithmetic. Each must be in a report, with about as many mutants as PIT made on
   * 2026-11-30 (125, 340 and 17): a score of fewer is a score of less.
   */
  private static final List<Part> PARTS =
      List.of(
          new Part("metrics", 110, List.of("dev.aurora.service.e2d.metric.")),
          new Part(
              "reducer",
              300,
              List.of(
                  "dev.aurora.rules.fact.",
                  "dev.aurora.service.run.OrderPlanner",
                  "dev.aurora.service.journal.account.Position")),
          new Part(
              "sizing",
              15,
              List.of(
                  "dev.aurora.service.e2d.decision.PositionSizer",
                  "dev.aurora.service.e2d.decision.SignalScaler")));

  /**
   * A part of the arithmetic.
   *
   * @param mutantsMin how many mutants must have been tried
   * @param names what its classes' names begin with
   */
  private record Part(String name, int mutantsMin, List<String> names) {

    boolean has(String type) {
      return names.stream().anyMatch(type::startsWith);
    }
  }

  private final Path root;

  PitReports(Path root) {
    this.root = root;
  }

  void judge(Finding finding) throws IOException {
    Instant begun = begun();
    if (new SourceTree(root).lastChange(SOURCES).isAfter(begun)) {
      finding.against("the report of PIT is stale: a source was changed after it began " + begun);
    }
    Map<String, Integer> all = new LinkedHashMap<>();
    Map<String, Integer> noticed = new LinkedHashMap<>();
    for (String report : List.of(RULES, SERVICE)) {
      if (Files.getLastModifiedTime(root.resolve(report)).toInstant().isBefore(begun)) {
        finding.against(report + " is of an earlier PIT than that of " + begun);
      }
      for (String line : Files.readAllLines(root.resolve(report))) {
        count(line, all, noticed);
      }
    }
    for (Part part : PARTS) {
      score(part, all.getOrDefault(part.name(), 0), noticed.getOrDefault(part.name(), 0), finding);
    }
  }

  private static void count(String line, Map<String, Integer> all, Map<String, Integer> noticed)
      throws IOException {
    String[] columns = line.split(",", -1);
    if (columns.length <= STATUS_COLUMN) {
      throw new IOException("a line of PIT's report has too few columns: " + line);
    }
    for (Part part : PARTS) {
      if (part.has(columns[CLASS_COLUMN])) {
        all.merge(part.name(), 1, Integer::sum);
        if (NOTICED.contains(columns[STATUS_COLUMN])) {
          noticed.merge(part.name(), 1, Integer::sum);
        }
      }
    }
  }

  private static void score(Part part, int all, int noticed, Finding finding) {
    if (all == 0) {
      finding.against("PIT tried nothing of " + part.name());
      return;
    }
    if (all < part.mutantsMin()) {
      finding.against(
          "%s: PIT tried %d mutants, and no fewer than %d count"
              .formatted(part.name(), all, part.mutantsMin()));
    }
    BigDecimal score = new BigDecimal(noticed).divide(new BigDecimal(all), 4, RoundingMode.DOWN);
    finding.evidence(part.name(), Map.of("mutants", all, "noticed", noticed, "score", score));
    if (score.compareTo(SCORE_MIN) < 0) {
      finding.against(
          "%s: %d of %d mutants noticed, a score of %s below %s"
              .formatted(part.name(), noticed, all, score, SCORE_MIN));
    }
  }

  private Instant begun() throws IOException {
    JsonNode result = Json.read(Files.readAllBytes(root.resolve(RESULT)));
    if (!result.path("exit").isInt() || result.path("exit").asInt() != 0) {
      throw new IOException(RESULT + " says that PIT failed: exit " + result.path("exit"));
    }
    try {
      return Instant.parse(result.path("begun").asText());
    } catch (DateTimeException e) {
      throw new IOException(RESULT + " does not say when PIT began", e);
    }
  }
}
