package dev.aurora.service.gate.ratchet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** The report of PIT on the arithmetic of this module, as its build leaves it. */
final class MutationReport {

  /** Below the checkout. */
  static final Path FILE = Path.of("service", "target", "pit-reports", "mutations.csv");

  private static final int STATUS = 5;
  private static final Set<String> NOTICED = Set.of("KILLED", "TIMED_OUT", "MEMORY_ERROR");

  private MutationReport() {}

  /** Adds the share of defects that a test noticed, or says how to get it. */
  static void measure(Path checkout, Measures measures) throws IOException {
    Path file = checkout.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      measures.missing(
          "mutationMetrics",
          "run mvn -P mutation test-compile org.pitest:pitest-maven:mutationCoverage");
      return;
    }
    int all = 0;
    int noticed = 0;
    for (String line : Files.readAllLines(file)) {
      String[] cells = line.split(",", -1);
      if (cells.length > STATUS) {
        all++;
        noticed += NOTICED.contains(cells[STATUS]) ? 1 : 0;
      }
    }
    measures.put(
        "mutationMetrics",
        all == 0 ? null : (double) noticed / all,
        FILE.getFileName() + " has no mutations");
  }
}
