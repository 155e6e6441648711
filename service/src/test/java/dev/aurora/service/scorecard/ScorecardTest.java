package dev.aurora.service.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.aurora.service.evidence.Evidence;
import dev.aurora.service.evidence.EvidenceBook;
import dev.aurora.service.evidence.EvidenceKey;
import dev.aurora.service.evidence.EvidenceKind;
import dev.aurora.service.gate.GateEvidence;
import dev.aurora.service.gate.GateVerdict;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.testing.TestClock;
import dev.aurora.service.journal.testing.TestStore;
import dev.aurora.service.scorecard.ScorecardReport.Item;
import dev.aurora.service.scorecard.ScorecardReport.Open;
import dev.aurora.service.scorecard.ScorecardReport.Why;
import dev.aurora.service.testing.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every item, with each piece of its evidence gone, red, too old, or of something else. */
class ScorecardTest {

  private static final Instant NOW = Instant.parse("2026-03-10T18:00:00Z");
  private static final String DIGEST = "sha256:now";
  private static final ScorecardDefinition DEFINITION = ScorecardDefinition.shipped();

  @TempDir static Path folder;
  private static Database database;
  private static EvidenceBook book;

  @BeforeAll
  static void open() {
    database = TestStore.books(folder);
    book = new EvidenceBook(database);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  static Stream<Arguments> needs() {
    return DEFINITION.items().stream()
        .flatMap(item -> item.needs().stream().map(need -> arguments(item.id(), need)));
  }

  @Test
  void has52ItemsOf9AreasAndTheNumbersOfThePlan() {
    assertThat(DEFINITION.items()).hasSize(52);
    assertThat(DEFINITION.items().stream().map(ScorecardItem::area).distinct())
        .containsExactly(
            "data", "model", "e2d", "execution", "ci", "gates", "observability", "risk", "release");
    assertThat(ids("start")).hasSize(33);
    assertThat(ids("week-one")).containsExactlyInAnyOrder(25, 27, 40, 41, 42);
    assertThat(ids("week-two")).containsExactlyInAnyOrder(28, 29, 30, 31, 37, 43, 48);
    assertThat(DEFINITION.thresholds())
        .isEqualTo(Map.of("week-one", 38, "week-two", 45, "production", 52));
  }

  @Test
  void everyTestThatAnItemNeedsExists() {
    assertThat(
            DEFINITION.items().stream()
                .flatMap(item -> item.needs().stream())
                .map(Need::key)
                .filter(key -> key.kind() == EvidenceKind.TEST))
        .allMatch(
            key ->
                Files.exists(
                    Checkout.root()
                        .resolve(SourceModule.ofTest(key).folder())
                        .resolve("src/test/java")
                        .resolve(key.subject().replace('.', '/') + ".java")));
  }

  @Test
  void isReadyWhenAllEvidenceIsThereGreenAndYoung() {
    ScorecardReport report = with(key -> true, NOW, List.of());

    assertThat(report.done()).isEqualTo(52);
    assertThat(report.reached()).isEqualTo("production");
  }

  @Test
  void nothingIsDoneWithoutEvidence() {
    ScorecardReport report = with(key -> false, NOW, List.of());

    assertThat(report.done()).isZero();
    assertThat(report.reached()).isEqualTo("none");
    assertThat(report.items()).allMatch(item -> !item.open().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("needs")
  void namesTheItemWhoseEvidenceIsGone(int id, Need need) {
    assertThat(with(key -> !key.equals(need.key()), NOW, List.of()))
        .satisfies(report -> assertOpen(report, id, need, Why.MISSING));
  }

  @ParameterizedTest
  @MethodSource("needs")
  void namesTheItemWhoseEvidenceIsRed(int id, Need need) {
    Evidence red = evidence(need.key(), NOW, List.of("it does not hold"), DIGEST);

    assertThat(with(key -> !key.equals(need.key()), NOW, List.of(red)))
        .satisfies(report -> assertOpen(report, id, need, Why.RED));
  }

  @ParameterizedTest
  @MethodSource("needs")
  void namesTheItemWhoseEvidenceHasGrownOld(int id, Need need) {
    Instant young = NOW.minus(need.shelfLife());
    Predicate<EvidenceKey> others = key -> !key.equals(need.key());
    Evidence old = evidence(need.key(), young.minusMillis(1), List.of(), DIGEST);

    assertThat(with(others, NOW, List.of(evidence(need.key(), young, List.of(), DIGEST))))
        .satisfies(report -> assertThat(item(report, id).done()).isTrue());
    assertThat(with(others, NOW, List.of(old)))
        .satisfies(report -> assertOpen(report, id, need, Why.OLD));
  }

  @ParameterizedTest
  @MethodSource("needs")
  void namesTheItemWhoseEvidenceIsOfWhatNoLongerStandsHere(int id, Need need) {
    Evidence other = evidence(need.key(), NOW, List.of(), "sha256:before");

    assertThat(with(key -> !key.equals(need.key()), NOW, List.of(other)))
        .satisfies(report -> assertOpen(report, id, need, Why.STALE));
  }

  @Test
  void evidenceOfTheFutureDoesNotCount() {
    ScorecardReport report = with(key -> true, NOW.minusSeconds(1), List.of());

    assertThat(report.done()).isZero();
  }

  @Test
  void aSmokeThatTookTooLongDoesNotCount() {
    Need slow =
        DEFINITION.items().get(8).needs().stream()
            .filter(need -> need.secondsMax() != null)
            .findFirst()
            .orElseThrow();
    Evidence took =
        new Evidence(slow.key(), DIGEST, "", true, List.of(), Map.of("seconds", 60.1), "test", NOW);

    assertThat(with(key -> !key.equals(slow.key()), NOW, List.of(took)))
        .satisfies(report -> assertOpen(report, 9, slow, Why.SLOW));
  }

  @Test
  void thePhaseReachedIsTheLastWhoseThresholdTheCountMeets() {
    Set<String> later =
        DEFINITION.items().stream()
            .filter(item -> item.phase().equals("production"))
            .flatMap(item -> item.needs().stream())
            .map(need -> need.key().toString())
            .collect(Collectors.toSet());
    Set<String> earlier =
        DEFINITION.items().stream()
            .filter(item -> !item.phase().equals("production"))
            .flatMap(item -> item.needs().stream())
            .map(need -> need.key().toString())
            .collect(Collectors.toSet());
    later.removeAll(earlier);

    ScorecardReport report = with(key -> !later.contains(key.toString()), NOW, List.of());

    assertThat(report.done()).isBetween(45, 51);
    assertThat(report.reached()).isEqualTo("week-two");
  }

  private static void assertOpen(ScorecardReport report, int id, Need need, Why why) {
    assertThat(item(report, id).done()).isFalse();
    assertThat(item(report, id).open()).hasSize(1);
    Open open = item(report, id).open().getFirst();
    assertThat(open.evidence()).isEqualTo(need.key().toString());
    assertThat(open.why()).isEqualTo(why);
    assertThat(open.because()).isNotBlank();
    assertThat(open.close()).containsAnyOf("./aurora ", "mvn ", ".ci/run");
  }

  private static Item item(ScorecardReport report, int id) {
    return report.items().get(id - 1);
  }

  /** Green evidence of today on these keys, and the given pieces. */
  private static ScorecardReport with(
      Predicate<EvidenceKey> present, Instant now, List<Evidence> besides) {
    database.run(
        handle -> {
          handle.execute("delete from evidence");
          handle.execute("delete from gate_evidence");
        });
    Stream<Evidence> green =
        DEFINITION.items().stream()
            .flatMap(item -> item.needs().stream())
            .map(Need::key)
            .distinct()
            .filter(present)
            .map(key -> evidence(key, NOW, List.of(), DIGEST));
    Stream.concat(green, besides.stream()).forEach(ScorecardTest::store);
    return new Scorecard(DEFINITION, book, () -> any -> Optional.of(DIGEST), new TestClock(now))
        .read();
  }

  private static void store(Evidence evidence) {
    if (evidence.key().kind() != EvidenceKind.GATE) {
      book.add(List.of(evidence));
      return;
    }
    String[] parts = evidence.key().subject().split("/");
    new GateEvidence(database, new TestClock(evidence.at()), "build-1")
        .store(
            "run-1",
            List.of(
                new GateVerdict(
                    parts[1],
                    parts[0],
                    evidence.green(),
                    evidence.reasons(),
                    evidence.details(),
                    Duration.ZERO,
                    evidence.digest())));
  }

  private static Evidence evidence(
      EvidenceKey key, Instant at, List<String> reasons, String digest) {
    return new Evidence(
        key, digest, "", reasons.isEmpty(), reasons, Map.of("seconds", 1), "test", at);
  }

  private static List<Integer> ids(String phase) {
    return DEFINITION.items().stream()
        .filter(item -> item.phase().equals(phase))
        .map(ScorecardItem::id)
        .toList();
  }
}
