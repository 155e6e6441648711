package dev.aurora.service.scorecard;

import dev.aurora.service.evidence.Evidence;
import dev.aurora.service.evidence.EvidenceKey;
import dev.aurora.service.evidence.EvidenceKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * The reports of a build's tests as evidence, a class each. A report of tests that ran on other
 * sources than stand here is no evidence and is left out, and why is said.
 */
final class TestReports {

  private static final List<String> FOLDERS = List.of("surefire-reports", "failsafe-reports");
  private static final String PREFIX = "TEST-";
  private static final String SUFFIX = ".xml";

  private final SourceTree sources;

  TestReports(SourceTree sources) {
    this.sources = sources;
  }

  /** What was found: evidence, and which reports are none and why. */
  record Found(List<Evidence> evidence, List<String> leftOut) {}

  Found read() throws IOException {
    List<Evidence> evidence = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    for (SourceModule module : SourceModule.values()) {
      String digest = sources.digest(module);
      for (Path report : reports(module)) {
        Suite suite = Suite.read(report);
        Optional<String> against = against(module, suite);
        if (against.isPresent()) {
          leftOut.add(suite.key().subject() + ": " + against.get());
        } else {
          evidence.add(suite.evidence(digest, sources.root().relativize(report).toString()));
        }
      }
    }
    return new Found(evidence, leftOut);
  }

  private List<Path> reports(SourceModule module) throws IOException {
    List<Path> reports = new ArrayList<>();
    for (String name : FOLDERS) {
      Path folder = sources.root().resolve(module.folder()).resolve("target").resolve(name);
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          files.filter(TestReports::isReport).sorted().forEach(reports::add);
        }
      }
    }
    return reports;
  }

  private static boolean isReport(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
  }

  private Optional<String> against(SourceModule module, Suite suite) throws IOException {
    if (sources.lastChange(module).isAfter(suite.begun())) {
      return Optional.of("something that it judges was changed after it ran");
    }
    return sources.notCompiledBefore(module, suite.begun());
  }

  /**
   * The report of one class.
   *
   * @param ended when the report was written
   */
  private record Suite(
      EvidenceKey key,
      int tests,
      int failures,
      int errors,
      int skipped,
      BigDecimal seconds,
      Instant ended) {

    static Suite read(Path report) throws IOException {
      String file = report.getFileName().toString();
      Element suite = parse(report);
      return new Suite(
          new EvidenceKey(
              EvidenceKind.TEST, file.substring(PREFIX.length(), file.length() - SUFFIX.length())),
          number(suite, "tests"),
          number(suite, "failures"),
          number(suite, "errors"),
          number(suite, "skipped"),
          new BigDecimal(suite.getAttribute("time").replace(",", "")),
          Files.getLastModifiedTime(report).toInstant());
    }

    Instant begun() {
      return ended.minus(Duration.ofMillis(seconds.movePointRight(3).longValue()));
    }

    Evidence evidence(String digest, String source) {
      List<String> reasons = new ArrayList<>();
      if (failures + errors > 0) {
        reasons.add("%d of %d tests failed".formatted(failures + errors, tests));
      }
      if (skipped > 0) {
        reasons.add("%d of %d tests were skipped".formatted(skipped, tests));
      }
      if (tests == 0) {
        reasons.add("it has no tests");
      }
      Map<String, Object> details = new LinkedHashMap<>();
      details.put("tests", tests);
      details.put("failed", failures + errors);
      details.put("skipped", skipped);
      details.put("seconds", seconds);
      return new Evidence(key, digest, digest, reasons.isEmpty(), reasons, details, source, ended);
    }

    private static int number(Element suite, String name) throws IOException {
      try {
        return Integer.parseInt(suite.getAttribute(name));
      } catch (NumberFormatException e) {
        throw new IOException("a test report without " + name, e);
      }
    }

    private static Element parse(Path report) throws IOException {
      try {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(report.toFile()).getDocumentElement();
      } catch (ParserConfigurationException | SAXException e) {
        throw new IOException(report + " is no test report: " + e.getMessage(), e);
      }
    }
  }
}
