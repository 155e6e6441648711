package dev.aurora.service.night.drill;

import dev.aurora.service.night.PitReports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A checkout with the shipped policy, one source and a sound report of PIT, to be spoilt. */
final class PitCopy {

  static final String SOURCE = "rules/src/Drilled.java";

  private static final String POLICY = "rules/policy";
  private static final String CASES = POLICY + "/pretrade/loss-streak/loss-streak.cases.yaml";
  private static final List<String> OF_RULES = List.of("dev.aurora.rules.fact.Prices");
  private static final List<String> OF_SERVICE =
      List.of(
          "dev.aurora.service.e2d.metric.RankCorrelation",
          "dev.aurora.service.e2d.decision.PositionSizer");
  private static final int SOUND_KILLED = 950;
  private static final int SOUND_SURVIVED = 50;

  private final Path root;

  private PitCopy(Path root) {
    this.root = root;
  }

  /**
   * Makes one.
   *
   * @param root empty folder
   * @param begun when PIT is to have begun
   */
  static PitCopy of(Path policy, Path root, Instant begun) throws IOException {
    try (Stream<Path> walk = Files.walk(policy)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        Path copy = root.resolve(POLICY).resolve(policy.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.write(copy, Files.readAllBytes(file));
      }
    }
    PitCopy copy = new PitCopy(root);
    copy.write(SOURCE, "class Drilled {}");
    copy.written(SOURCE, begun);
    copy.result("\"begun\": \"%s\", \"exit\": 0".formatted(begun));
    copy.reports(SOUND_KILLED, SOUND_SURVIVED);
    return copy;
  }

  /** Reports with so many mutants of each part. */
  void reports(int killed, int survived) throws IOException {
    write(PitReports.RULES, rows(OF_RULES, killed, survived));
    write(PitReports.SERVICE, rows(OF_SERVICE, killed, survived));
  }

  /** Lets so many mutants of the classes with this in their name survive. */
  void survivors(String named, int count) throws IOException {
    for (String report : List.of(PitReports.RULES, PitReports.SERVICE)) {
      List<String> lines = new ArrayList<>();
      int survived = 0;
      for (String line : Files.readAllLines(root.resolve(report))) {
        boolean hit = line.contains(named) && line.contains("KILLED") && survived < count;
        survived += hit ? 1 : 0;
        lines.add(hit ? line.replace("KILLED", "SURVIVED") : line);
      }
      write(report, String.join("\n", lines) + "\n");
    }
  }

  /** Another status for every mutant that has this one. */
  void replace(String status, String other) throws IOException {
    for (String report : List.of(PitReports.RULES, PitReports.SERVICE)) {
      write(report, Files.readString(root.resolve(report)).replace(status, other));
    }
  }

  /** Leaves of a report what names this alone. */
  void only(String report, String named) throws IOException {
    List<String> lines = Files.readAllLines(root.resolve(report));
    write(
        report,
        String.join("\n", lines.stream().filter(line -> line.contains(named)).toList()) + "\n");
  }

  /** Ends in the middle of its last line. */
  void cutOff(String report) throws IOException {
    String text = Files.readString(root.resolve(report));
    write(report, text.substring(0, text.lastIndexOf(',', text.lastIndexOf(',') - 1)));
  }

  void result(String members) throws IOException {
    write(PitReports.RESULT, "{" + members + "}");
  }

  void withoutACase() throws IOException {
    String text = Files.readString(root.resolve(CASES));
    int at = text.indexOf("  - name: at the limit is denied");
    int above = text.indexOf("  - name: above the limit is denied");
    if (at < 0 || above < at) {
      throw new IllegalStateException(CASES + " has no case at the limit to take out");
    }
    write(CASES, text.substring(0, at) + text.substring(above));
  }

  /** Adds a file of rules. */
  void rule(String text) throws IOException {
    write(POLICY + "/pretrade/loss-streak/drilled.drl", text);
  }

  void withoutPolicy() throws IOException {
    try (Stream<Path> walk = Files.walk(root.resolve(POLICY))) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  void write(String name, String text) throws IOException {
    Files.createDirectories(root.resolve(name).getParent());
    Files.writeString(root.resolve(name), text);
  }

  void written(String name, Instant at) throws IOException {
    Files.setLastModifiedTime(root.resolve(name), FileTime.from(at));
  }

  void delete(String name) throws IOException {
    Files.delete(root.resolve(name));
  }

  private static String rows(List<String> types, int killed, int survived) {
    StringBuilder rows = new StringBuilder();
    for (String type : types) {
      for (int i = 0; i < killed + survived; i++) {
        rows.append(
            "X.java,%s,Math,of,12,%s,none\n".formatted(type, i < killed ? "KILLED" : "SURVIVED"));
      }
    }
    return rows.toString();
  }
}
