package dev.aurora.service.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.service.evidence.Evidence;
import dev.aurora.service.evidence.EvidenceBook;
import dev.aurora.service.evidence.EvidenceKey;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.testing.TestClock;
import dev.aurora.service.journal.testing.TestStore;
import dev.aurora.service.testing.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a checkout of one source and one test, whose times the test sets. */
class EvidenceCollectorTest {

  private static final Instant NOW = Instant.parse("2026-03-10T18:00:00Z");
  private static final EvidenceKey TEST = EvidenceKey.parse("test/dev.aurora.rules.XTest");
  private static final EvidenceKey BUILD = EvidenceKey.parse("release/build");
  private static final String SOURCE = "rules/src/test/java/dev/aurora/rules/XTest.java";
  private static final String CLASS = "rules/target/test-classes/dev/aurora/rules/XTest.class";
  private static final String REPORT =
      "rules/target/surefire-reports/TEST-dev.aurora.rules.XTest.xml";

  @TempDir Path folder;
  private Path root;
  private Database database;
  private EvidenceBook book;

  @BeforeEach
  void makeACheckout() throws IOException {
    database = TestStore.books(folder);
    book = new EvidenceBook(database);
    root = Files.createDirectories(folder.resolve("checkout"));
    write("pom.xml", "<project/>", NOW.minusSeconds(1000));
    write(SOURCE, "class XTest {}", NOW.minusSeconds(1000));
    write(CLASS, "compiled", NOW.minusSeconds(500));
    report(3, 0, 0);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aReportOfWhatStandsHereIsEvidenceOfIt() throws IOException {
    EvidenceCollector.Collected found = collect();

    assertThat(found.leftOut()).isEmpty();
    Evidence evidence = book.newest(TEST).orElseThrow();
    assertThat(evidence.green()).isTrue();
    assertThat(evidence.details()).containsEntry("tests", 3).containsEntry("skipped", 0);
    assertThat(evidence.at()).isEqualTo(NOW.minusSeconds(100));
    assertThat(new SourceDigests(root).of(TEST)).contains(evidence.digest());
  }

  @Test
  void evidenceOfASourceThatChangesAfterwardsIsOfSomethingElse() throws IOException {
    collect();
    write(SOURCE, "class XTest { }", NOW.minusSeconds(1000));

    assertThat(new SourceDigests(root).of(TEST))
        .isPresent()
        .isNotEqualTo(book.newest(TEST).map(Evidence::digest));
  }

  @Test
  void aReportFromBeforeAChangeIsNoEvidence() throws IOException {
    write(SOURCE, "class XTest { int changed; }", NOW.minusSeconds(101));

    assertThat(collect().leftOut())
        .containsExactly(
            "dev.aurora.rules.XTest: something that it judges was changed after it ran");
    assertThat(book.newest(TEST)).isEmpty();
  }

  @Test
  void aReportOfClassesThatAreOlderThanTheirSourceIsNoEvidence() throws IOException {
    write(CLASS, "compiled", NOW.minusSeconds(1001));

    assertThat(collect().leftOut())
        .containsExactly(
            "dev.aurora.rules.XTest: " + SOURCE + " was changed after it was compiled");
    assertThat(book.newest(TEST)).isEmpty();
  }

  @Test
  void aReportFromBeforeTheClassesWereMadeIsNoEvidence() throws IOException {
    write(CLASS, "compiled", NOW.minusSeconds(102).plusMillis(1));

    assertThat(collect().leftOut())
        .containsExactly(
            "dev.aurora.rules.XTest: " + SOURCE + " was compiled after the test began");
  }

  @Test
  void aReportWithFailuresOrSkippedTestsOrNoneIsRed() throws IOException {
    report(3, 1, 0);
    collect();
    assertThat(book.newest(TEST).orElseThrow().reasons()).containsExactly("1 of 3 tests failed");

    report(3, 0, 3);
    collect();
    assertThat(book.newest(TEST).orElseThrow().reasons())
        .containsExactly("3 of 3 tests were skipped");

    report(0, 0, 0);
    collect();
    assertThat(book.newest(TEST).orElseThrow().reasons()).containsExactly("it has no tests");
  }

  @Test
  void whatIsKnownIsNotAddedAgain() throws IOException {
    collect();
    int before = book.since(Instant.EPOCH).size();

    EvidenceCollector.Collected again = collect();

    assertThat(again.added()).isZero();
    assertThat(book.since(Instant.EPOCH)).hasSize(before);
  }

  @Test
  void theResultOfTheBuildCountsWhenNothingChangedSinceItBegan() throws IOException {
    buildResult(NOW.minusSeconds(900), 0);
    collect();
    assertThat(book.newest(BUILD).orElseThrow().green()).isTrue();

    buildResult(NOW.minusSeconds(899), 1);
    collect();
    assertThat(book.newest(BUILD).orElseThrow().reasons())
        .containsExactly("the build ended with exit = 1");
  }

  @Test
  void theResultOfABuildFromBeforeAChangeIsNoEvidence() throws IOException {
    buildResult(NOW.minusSeconds(1001), 0);
    collect();

    assertThat(book.newest(BUILD)).isEmpty();
  }

  @Test
  void aFileThatIsNotThereIsSaidToBeMissing() throws IOException {
    collect();
    EvidenceKey page = EvidenceKey.parse("file/ops-runbooks/README.md");
    assertThat(book.newest(page).orElseThrow().reasons())
        .containsExactly("ops-runbooks/README.md is not there, or empty");

    write("ops-runbooks/README.md", "# Runbooks", NOW);
    collect();
    assertThat(book.newest(page).map(Evidence::digest)).isEqualTo(new SourceDigests(root).of(page));
  }

  @Test
  void theShippedModelIsWholeAndSaysThatItsTrainingIsNotRecorded() throws IOException {
    List<Evidence> found =
        new ModelEvidence(Checkout.root().resolve("service/data/models")).read(NOW);

    assertThat(found)
        .extracting(evidence -> evidence.key() + " " + evidence.green())
        .containsExactly("model/file true", "model/horizon true", "model/training false");
    assertThat(found.getLast().reasons())
        .contains("gbt.json does not record seed", "gbt.json does not record trainingDataSha256");
  }

  @Test
  void aSideCarThatRecordsItsTrainingClosesItAndIsStillWhole() throws IOException {
    Path models = Files.createDirectories(folder.resolve("models"));
    Path shipped = Checkout.root().resolve("service/data/models");
    Files.copy(shipped.resolve("gbt.onnx"), models.resolve("gbt.onnx"));
    String card = Files.readString(shipped.resolve("gbt.json")).strip();
    String recorded =
        """
        , "seed": 7, "trainingDataSha256": "sha256:ab", "trainingMetrics": {"ic": 0.01},
          "split": {"train": "2005-01-03/2009-12-31", "purged": 5}}\
        """;
    Files.writeString(models.resolve("gbt.json"), card.substring(0, card.length() - 1) + recorded);

    assertThat(new ModelEvidence(models).read(NOW)).allMatch(Evidence::green);

    Files.writeString(
        models.resolve("gbt.json"),
        card.substring(0, card.length() - 1) + recorded.replace("7", "null"));
    assertThat(new ModelEvidence(models).read(NOW).getLast().reasons())
        .containsExactly("gbt.json does not record seed");
  }

  @Test
  void aModelThatIsNotTheOneOfItsSideCarIsRed() throws IOException {
    Path models = Files.createDirectories(folder.resolve("models"));
    Path shipped = Checkout.root().resolve("service/data/models");
    Files.copy(shipped.resolve("gbt.json"), models.resolve("gbt.json"));
    Files.writeString(models.resolve("gbt.onnx"), "another");

    assertThat(new ModelEvidence(models).read(NOW).getFirst().green()).isFalse();
  }

  @Test
  void aLogWithALineThatIsNoJsonIsRed() throws IOException {
    Path log = folder.resolve("service.log");
    String json = "{\"level\":\"INFO\",\"formattedMessage\":\"ready\"}\n";
    Files.writeString(log, "printed before logging began\n" + json);
    assertThat(new LogEvidence(log).read(NOW).orElseThrow().green()).isTrue();

    Files.writeString(log, json + "hello\n");
    assertThat(new LogEvidence(log).read(NOW).orElseThrow().reasons())
        .containsExactly("1 of the last 2 lines are no JSON");

    Files.writeString(log, "hello\n");
    assertThat(new LogEvidence(log).read(NOW).orElseThrow().reasons())
        .containsExactly("the log has no line that is JSON");
  }

  private EvidenceCollector.Collected collect() throws IOException {
    return new EvidenceCollector(
            root, folder.resolve("home"), ScorecardDefinition.shipped(), book, new TestClock(NOW))
        .collect();
  }

  /** Took two seconds, and ended 100 s ago. */
  private void report(int tests, int failures, int skipped) throws IOException {
    write(
        REPORT,
        "<testsuite name=\"x\" time=\"2.0\" tests=\"%d\" errors=\"0\" skipped=\"%d\" failures=\"%d\"/>"
            .formatted(tests, skipped, failures),
        NOW.minusSeconds(100));
  }

  private void buildResult(Instant begun, int exit) throws IOException {
    write(
        BuildResult.FILE,
        """
        {"begun": "%s", "ended": "%s", "exit": %d, "tests": 5, "failures": 0, "errors": 0,
         "skipped": 0}\
        """
            .formatted(begun, begun.plus(Duration.ofSeconds(60)), exit),
        NOW);
  }

  private void write(String name, String content, Instant changed) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    Files.setLastModifiedTime(file, FileTime.from(changed));
  }
}
