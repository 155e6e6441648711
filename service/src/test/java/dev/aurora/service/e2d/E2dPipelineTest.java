package dev.aurora.service.e2d;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aurora.service.e2d.artifact.ArtifactFolder;
import dev.aurora.service.e2d.artifact.ExternalDecisions;
import dev.aurora.service.e2d.artifact.Json;
import dev.aurora.service.e2d.decision.Decision;
import dev.aurora.service.e2d.decision.DecisionSide;
import dev.aurora.service.e2d.decision.Strategy;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.testing.ShippedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class E2dPipelineTest {

  private static final LocalDate DAY = LocalDate.of(2013, 2, 28);
  private static final List<String> ARTIFACTS =
      List.of(
          "checkpoint.json",
          "decisions.json",
          "features.parquet",
          "metrics.json",
          "predictions.parquet",
          "summary.json",
          "timings.json",
          "trace.jsonl");

  private static E2dPipeline pipeline;

  @TempDir Path root;

  @BeforeAll
  static void open() {
    pipeline = new E2dPipeline(TradingCalendar.nyse());
  }

  @AfterAll
  static void close() {
    pipeline.close();
  }

  @Test
  void decidesForEverySymbolAndLeavesEveryArtifact() throws IOException {
    E2dResult result = pipeline.run(request(AsOf.session(DAY)));

    assertThat(result.succeeded()).as("%s", result.failure()).isTrue();
    assertThat(result.asOf()).isEqualTo("2013-02-28T00:00:00Z");
    assertThat(result.knownAt()).isEqualTo("2013-02-28T21:00:00Z");
    assertThat(result.decisions())
        .extracting(Decision::symbol)
        .containsExactly("AAPL", "IBM", "MSFT", "GOOG", "FB");
    assertThat(result.decisions()).allMatch(d -> d.asOf().equals(result.asOf()));
    assertThat(result.decisions().getFirst().barClose()).isEqualByComparingTo("441.4");
    assertThat(contents(result.artifacts()).keySet())
        .containsExactlyInAnyOrderElementsOf(
            ARTIFACTS.stream().filter(n -> !n.startsWith("tim")).toList());
    assertThat(result.artifacts().file("timings.json")).exists();
  }

  @Test
  void writesTheDecisionsItAnswers() throws IOException {
    E2dResult result = pipeline.run(request(AsOf.session(DAY)));

    assertThat(ExternalDecisions.read(result.artifacts().path())).isEqualTo(result.decisions());
  }

  @Test
  void buysSellsAndHoldsOverTheLastSixtySessionsAndSometimesTooMuchForOneSymbol()
      throws IOException {
    TradingCalendar calendar = TradingCalendar.nyse();
    Map<DecisionSide, Integer> sides = new EnumMap<>(DecisionSide.class);
    int tooMuch = 0;
    LocalDate day = DAY;
    for (int i = 0; i < 60; i++) {
      E2dResult result = pipeline.run(request(AsOf.session(day)));
      assertThat(result.failure()).as("%s", day).isNull();
      for (Decision decision : result.decisions()) {
        sides.merge(decision.side(), 1, Integer::sum);
        BigDecimal quantity = decision.quantity();
        boolean above =
            quantity != null
                && quantity.multiply(decision.barClose()).compareTo(new BigDecimal("25000")) > 0;
        tooMuch += above ? 1 : 0;
      }
      day = calendar.previous(day).date();
    }

    assertThat(sides.values()).hasSize(3).allMatch(count -> count >= 60);
    assertThat(tooMuch).isBetween(10, 90);
  }

  @Test
  void givesTheSameBytesInAnotherFolderAndAnotherPipeline() throws IOException {
    E2dResult first = pipeline.run(request(AsOf.session(DAY)));
    try (E2dPipeline other = new E2dPipeline(TradingCalendar.nyse())) {
      E2dResult second = other.run(request(root.resolve("other"), AsOf.session(DAY)));

      assertThat(second.runId()).isEqualTo(first.runId());
      assertThat(contents(second.artifacts())).isEqualTo(contents(first.artifacts()));
    }
  }

  @ParameterizedTest
  @CsvSource({"ar-EG-u-nu-arab, Asia/Kathmandu", "tr-TR, America/New_York", "de-DE, Pacific/Apia"})
  void givesTheSameBytesInAnyLocaleAndTimeZone(String locale, String zone) throws IOException {
    E2dResult first = pipeline.run(request(AsOf.session(DAY)));
    Locale locales = Locale.getDefault();
    TimeZone zones = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(locale));
      TimeZone.setDefault(TimeZone.getTimeZone(zone));
      try (E2dPipeline other = new E2dPipeline(TradingCalendar.nyse())) {
        E2dResult second = other.run(request(root.resolve("other"), AsOf.session(DAY)));

        assertThat(contents(second.artifacts())).isEqualTo(contents(first.artifacts()));
      }
    } finally {
      Locale.setDefault(locales);
      TimeZone.setDefault(zones);
    }
  }

  @ParameterizedTest
  @EnumSource(E2dStage.class)
  void goesOnAfterAKillBehindAnyStageAndEndsWithTheSameBytes(E2dStage killedAfter)
      throws IOException {
    E2dResult undisturbed = pipeline.run(request(root.resolve("whole"), AsOf.session(DAY)));
    try (E2dPipeline mortal =
        new E2dPipeline(TradingCalendar.nyse(), System::nanoTime, dieAfter(killedAfter))) {
      assertThatThrownBy(() -> mortal.run(request(AsOf.session(DAY)))).isInstanceOf(Killed.class);
    }
    List<E2dStage> resumed = new ArrayList<>();

    E2dResult result =
        pipeline.run(
            request(AsOf.session(DAY)),
            report -> {
              if (report.resumed()) {
                resumed.add(report.stage());
              }
            });

    assertThat(resumed)
        .containsExactly(
            Stream.of(E2dStage.values())
                .limit(killedAfter.ordinal() + 1L)
                .toArray(E2dStage[]::new));
    assertThat(result.stagesResumed()).isEqualTo(resumed.size());
    assertThat(result.decisions()).isEqualTo(undisturbed.decisions());
    assertThat(contents(result.artifacts())).isEqualTo(contents(undisturbed.artifacts()));
  }

  @ParameterizedTest
  @CsvSource({
    "features.parquet, FEATURES",
    "predictions.parquet, MODEL",
    "decisions.json, DECISIONS",
    "summary.json, ARTIFACTS",
    "trace.jsonl, ARTIFACTS",
    "checkpoint.json, BARS"
  })
  void startsAgainWithTheStageWhoseArtifactWasTouched(String artifact, E2dStage redoneFrom)
      throws IOException {
    E2dResult first = pipeline.run(request(AsOf.session(DAY)));
    Map<String, String> before = contents(first.artifacts());
    byte[] bytes = Files.readAllBytes(first.artifacts().file(artifact));
    bytes[bytes.length / 2] ^= 1;
    Files.write(first.artifacts().file(artifact), bytes);

    E2dResult again = pipeline.run(request(AsOf.session(DAY)));

    assertThat(again.stagesResumed()).isLessThanOrEqualTo(redoneFrom.ordinal());
    assertThat(contents(again.artifacts())).isEqualTo(before);
  }

  @Test
  void tellsEachStageInOrder() throws IOException {
    List<E2dStage> told = new ArrayList<>();

    pipeline.run(request(AsOf.session(DAY)), report -> told.add(report.stage()));

    assertThat(told).containsExactly(E2dStage.values());
  }

  @Test
  void takesTheSameRunForASessionAndAnyMomentUntilTheNextClose() throws IOException {
    String id = pipeline.run(request(AsOf.session(DAY))).runId();

    assertThat(pipeline.run(request(moment("2013-02-28T21:00:00Z"))).runId()).isEqualTo(id);
    assertThat(pipeline.run(request(moment("2013-03-01T20:59:59Z"))).runId()).isEqualTo(id);
    assertThat(pipeline.run(request(moment("2013-02-28T20:59:59Z"))).asOf())
        .isEqualTo("2013-02-27T00:00:00Z");
  }

  @Test
  void namesARunByItsInputs() throws IOException {
    E2dRequest request = request(AsOf.session(DAY));
    E2dRequest otherAccount =
        new E2dRequest(
            request.strategyFile(),
            request.asOf(),
            request.bars(),
            request.corporateActions(),
            request.artifactsRoot(),
            new Strategy.Account("PAPER-2", new BigDecimal("50000")),
            null);
    E2dRequest otherRules =
        new E2dRequest(
            request.strategyFile(),
            request.asOf(),
            request.bars(),
            request.corporateActions(),
            request.artifactsRoot(),
            null,
            "sha256:00");

    assertThat(
            List.of(
                pipeline.run(request).runId(),
                pipeline.run(otherAccount).runId(),
                pipeline.run(otherRules).runId(),
                pipeline.run(request(AsOf.session(DAY.minusDays(1)))).runId()))
        .doesNotHaveDuplicates();
  }

  @Test
  void doesNotChangeWhenLaterBarsBecomeKnown() throws IOException {
    E2dResult whole = pipeline.run(request(root.resolve("whole"), AsOf.session(DAY)));
    Path cut = bars(line -> line.contains("2013-03-01") ? "" : line + "\n");

    E2dResult asThen = pipeline.run(request(root, AsOf.session(DAY), cut));

    assertThat(contents(asThen.artifacts())).isEqualTo(contents(whole.artifacts()));
  }

  @Test
  void skipsASymbolWithTooLittleHistoryAndSaysSo() throws IOException {
    E2dResult result = pipeline.run(request(AsOf.session(LocalDate.of(2012, 10, 26))));

    assertThat(result.succeeded()).as("%s", result.sanity().failures()).isTrue();
    assertThat(result.skipped()).containsExactly(new SkippedSymbol("FB", 113, 120));
    assertThat(result.decisions()).hasSize(4);
    assertThat(summary(result).get("skipped").toString())
        .isEqualTo("[{\"symbol\":\"FB\",\"reason\":\"113 bars known, 120 needed\"}]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "IBM,2013-02-28,|IBM,2013-02-28,-1,1,1,1,1,1|price-range",
        "IBM,2013-02-27,|IBM,2013-02-27,NaN,204,200,202,1000000,1|finite",
        "IBM,2013-02-27,|''|calendar-gap",
        "IBM,2013-02-28,|IBM,2013-02-28,100,101,99,100,1,1|return-jump",
        "IBM,2013-02-28,|IBM,2013-02-28,abc,101,99,100,1,1|columns-numeric",
        "IBM,2013-02-28,|IBM,2013-02-27,200,201,199,200,1,1|time-unique"
      })
  void stopsOnInsaneBarsWithoutADecisionAndNamesTheRule(String prefix, String row, String rule)
      throws IOException {
    Path insane =
        bars(
            line ->
                line.startsWith(prefix)
                    ? (row.equals("''") || row.isEmpty() ? "" : row + "\n")
                    : line + "\n");

    E2dResult result = pipeline.run(request(root, AsOf.session(DAY), insane));

    assertThat(result.succeeded()).isFalse();
    assertThat(result.decisions()).isEmpty();
    assertThat(result.sanity().failingRules()).contains(rule);
    assertThat(result.artifacts().file(ArtifactFolder.DECISIONS)).doesNotExist();
    JsonNode summary = summary(result);
    assertThat(summary.get("status").asText()).isEqualTo("failed");
    assertThat(summary.get("dataSanity").get("ok").asBoolean()).isFalse();
    assertThat(summary.get("dataSanity").get("failingRules").toString()).contains(rule);
    assertThat(Files.readString(result.artifacts().file(ArtifactFolder.TRACE)))
        .contains("\"stage\":\"sanity\",\"event\":\"failed\"");
  }

  @Test
  void saysTheSameOfUnreadableBarsWhereverTheyLie() throws IOException {
    Path first = bars(line -> line.startsWith("IBM,2013-02-28,") ? "IBM\n" : line + "\n");
    Path second = Files.createDirectories(root.resolve("b")).resolve(first.getFileName());
    Files.copy(first, second);

    E2dResult here = pipeline.run(request(root.resolve("x"), AsOf.session(DAY), first));
    E2dResult there = pipeline.run(request(root.resolve("y"), AsOf.session(DAY), second));

    assertThat(here.failure()).isEqualTo("DataSanity failed: columns-present");
    assertThat(contents(there.artifacts())).isEqualTo(contents(here.artifacts()));
  }

  @Test
  void listsTheRepairsOfALenientRun() throws IOException {
    Path nan =
        bars(
            line ->
                line.startsWith("IBM,2013-02-27,")
                    ? "IBM,2013-02-27,NaN,204,200,202,1,1\n"
                    : line + "\n");
    String strict = Files.readString(ShippedData.STRATEGY);
    Path lenient =
        Files.writeString(
            root.resolve("lenient.yaml"),
            strict
                .replace("sanity: strict", "sanity: lenient")
                .replace("../models/gbt.json", ShippedData.MODEL.toString()));

    E2dResult result =
        pipeline.run(E2dRequest.of(lenient, AsOf.session(DAY), nan, ShippedData.ACTIONS, root));

    assertThat(result.succeeded()).isTrue();
    assertThat(summary(result).get("profile").asText()).isEqualTo("lenient");
    assertThat(summary(result).get("dataSanity").get("repairs").get(0).asText())
        .startsWith("finite IBM 2013-02-27T00:00:00Z: open NaN")
        .endsWith("; carried the close before forward");
  }

  @Test
  void letsTwoPipelinesOfOneRootTakeTurns() throws Exception {
    try (E2dPipeline other = new E2dPipeline(TradingCalendar.nyse());
        ExecutorService pool = Executors.newFixedThreadPool(2)) {
      Future<E2dResult> first = pool.submit(() -> pipeline.run(request(AsOf.session(DAY))));
      Future<E2dResult> second = pool.submit(() -> other.run(request(AsOf.session(DAY))));

      assertThat(first.get().decisions()).isEqualTo(second.get().decisions());
      assertThat(first.get().stagesResumed() + second.get().stagesResumed())
          .as("one of them found the other's work done")
          .isEqualTo(E2dStage.values().length);
    }
  }

  @Test
  void failsTheSameWayAgain() throws IOException {
    Path insane = bars(line -> line.startsWith("FB,2013-02-28") ? "" : line + "\n");
    E2dResult first = pipeline.run(request(root, AsOf.session(DAY), insane));
    Map<String, String> before = contents(first.artifacts());
    Files.writeString(first.artifacts().file(ArtifactFolder.SUMMARY), "{}");
    Files.writeString(first.artifacts().file(ArtifactFolder.DECISIONS), "[]");

    E2dResult again = pipeline.run(request(root, AsOf.session(DAY), insane));

    assertThat(again.sanity()).isEqualTo(first.sanity());
    assertThat(contents(again.artifacts())).isEqualTo(before);
  }

  @Test
  void failsOnBarsThatEndBeforeTheAsOf() throws IOException {
    E2dResult result = pipeline.run(request(AsOf.session(LocalDate.of(2013, 3, 4))));

    assertThat(result.failure()).isEqualTo("DataSanity failed: calendar-gap");
    assertThat(result.sanity().failures())
        .hasSize(5)
        .allMatch(f -> Instant.parse("2013-03-04T00:00:00Z").equals(f.time()));
  }

  @Test
  void failsOnASplitThatNobodyTold() throws IOException {
    E2dRequest request =
        E2dRequest.of(
            ShippedData.STRATEGY,
            AsOf.session(LocalDate.of(2005, 3, 1)),
            ShippedData.BARS,
            null,
            root);

    E2dResult result = pipeline.run(request);

    assertThat(result.sanity().failingRules()).contains("return-jump");
    assertThat(result.sanity().failures().getFirst().line())
        .startsWith("return-jump AAPL 2005-02-28T00:00:00Z: close 44.86 after 88.99");
  }

  @Test
  void refusesADateThatIsNoSession() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pipeline.run(request(AsOf.session(LocalDate.of(2013, 3, 2)))))
        .withMessage("2013-03-02 is no NYSE session, the last one before is 2013-03-01");
  }

  private static Consumer<E2dStage> dieAfter(E2dStage stage) {
    return done -> {
      if (done == stage) {
        throw new Killed();
      }
    };
  }

  /** No exception that anything would handle, like the process being gone. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private E2dRequest request(AsOf asOf) {
    return request(root, asOf);
  }

  private static E2dRequest request(Path root, AsOf asOf) {
    return request(root, asOf, ShippedData.BARS);
  }

  private static E2dRequest request(Path root, AsOf asOf, Path bars) {
    return E2dRequest.of(ShippedData.STRATEGY, asOf, bars, ShippedData.ACTIONS, root);
  }

  private static AsOf moment(String time) {
    return AsOf.moment(Instant.parse(time));
  }

  /** The shipped bars with each line changed. */
  private Path bars(UnaryOperator<String> change) throws IOException {
    Path file = ShippedData.BARS.resolve("quandl-wiki-daily-2000-2013.csv.gz");
    StringBuilder text = new StringBuilder();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      reader.lines().map(change).forEach(text::append);
    }
    return Files.writeString(Files.createTempFile(root, "bars", ".csv"), text);
  }

  /** Every artifact but the timings, as text of one byte a character. */
  private static Map<String, String> contents(ArtifactFolder folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder.path())) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (!name.equals(ArtifactFolder.TIMINGS)) {
          contents.put(name, Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
    }
    return contents;
  }

  private static JsonNode summary(E2dResult result) throws IOException {
    return Json.read(Files.readAllBytes(result.artifacts().file(ArtifactFolder.SUMMARY)));
  }
}
