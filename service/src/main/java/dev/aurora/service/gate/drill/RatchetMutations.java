package dev.aurora.service.gate.drill;

import dev.aurora.service.gate.SnapshotManifest;
import dev.aurora.service.gate.ratchet.Measures;
import dev.aurora.service.gate.ratchet.RatchetGate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Ways to give up what was reached. The copies have <em>synthetic</em> measures that are good in
 * every respect, and goldens to fit, so that each drill has one thing wrong: the shipped model is
 * no good, and its ratchet is red without any drill.
 */
final class RatchetMutations {

  private static final String GATE = "ratchet";
  private static final String THRESHOLDS = "gates/ratchet.yaml";
  private static final String RELEASED = "gates/golden/ratchet.yaml";
  private static final String GOLDEN = "gates/golden/metrics.json";
  private static final String REASON = " because the drill says so, and shows what for";

  private static final Map<String, Double> GOOD =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("e2dMs", 100.0),
              Map.entry("parityMax", 1e-9),
              Map.entry("memoryPeakMb", 300.0),
              Map.entry("nanShare", 0.0),
              Map.entry("turnover", 0.1),
              Map.entry("secrets", 0.0),
              Map.entry("historyBars", 120.0),
              Map.entry("ic", 0.05),
              Map.entry("fillRate", 0.95),
              Map.entry("mutationMetrics", 0.9),
              Map.entry("crossProcessIdentical", 1.0),
              Map.entry("seedReproducible", 1.0),
              Map.entry("noLookahead", 1.0),
              Map.entry("noLabelShift", 1.0),
              Map.entry("monotonicTimestamps", 1.0),
              Map.entry("run", 1.0)));

  private RatchetMutations() {}

  static List<DataMutation> all() {
    return Stream.of(loosened(), measured(), goldens(), controls()).flatMap(List::stream).toList();
  }

  private static List<DataMutation> loosened() {
    return List.of(
        red("a maximum loosened", c -> c.edit(THRESHOLDS, "{max: 0.20}", "{max: 0.25}")),
        red("a minimum loosened", c -> c.edit(THRESHOLDS, "ic: {min: 0.01}", "ic: {min: -0.05}")),
        red("a threshold a hair looser", c -> c.edit(THRESHOLDS, "max: 150", "max: 150.0001")),
        red("a direction turned", c -> c.edit(THRESHOLDS, "{min: 0.80}", "{max: 1}")),
        red("a truth given up", c -> c.edit(THRESHOLDS, "noLookahead: true", "noLookahead: false")),
        red("a truth as a bound", c -> c.edit(THRESHOLDS, "hift: true", "hift: {max: 1}")),
        red("a threshold left out", c -> c.edit(THRESHOLDS, "secrets: {max: 0}", "")),
        red(
            "a threshold twice",
            c -> c.edit(THRESHOLDS, "secrets:", "turnover: {max: 9}\nsecrets:")),
        red("a threshold as text", c -> c.edit(THRESHOLDS, "{max: 500}", "{max: much}")),
        red("a threshold of infinity", c -> c.edit(THRESHOLDS, "{max: 500}", "{max: .inf}")),
        red("two bounds", c -> c.edit(THRESHOLDS, "{max: 500}", "{max: 500, min: 1}")),
        red(
            "an unknown threshold",
            c -> c.edit(THRESHOLDS, "secrets:", "secret: {max: 9}\nsecrets:")),
        red("no thresholds", c -> Files.delete(c.file(THRESHOLDS))),
        red("loosened, with a line without reason", c -> logged(c, ": ok")),
        red("loosened, with a line of other numbers", RatchetMutations::otherNumbers),
        red("loosened, without a change log", RatchetMutations::noLog),
        red("loosened, with the released file", RatchetMutations::releasedToo));
  }

  private static List<DataMutation> measured() {
    return List.of(
        red("too slow", c -> measures(c, m -> m.put("e2dMs", 150.1))),
        red(
            "a tenth and more slower than the golden",
            c -> measures(c, m -> m.put("e2dMs", 110.1))),
        red("too much memory", c -> measures(c, m -> m.put("memoryPeakMb", 345.1))),
        red("a model without skill", c -> measures(c, m -> m.put("ic", 0.0099))),
        red("skill that has gone", c -> measures(c, m -> m.put("ic", 0.0299))),
        red("too few fills", c -> measures(c, m -> m.put("fillRate", 0.79))),
        red("too much turnover", c -> measures(c, m -> m.put("turnover", 0.21))),
        red("a secret in the data", c -> measures(c, m -> m.put("secrets", 1))),
        red("too little history", c -> measures(c, m -> m.put("historyBars", 119))),
        red("parity a little off", c -> measures(c, m -> m.put("parityMax", 1.1e-6))),
        red("holes in the bars", c -> measures(c, m -> m.put("nanShare", 0.051))),
        red("weak tests", c -> measures(c, m -> m.put("mutationMetrics", 0.79))),
        red("labels shifted", c -> measures(c, m -> m.put("noLabelShift", false))),
        red(
            "another process, other bytes",
            c -> measures(c, m -> m.put("crossProcessIdentical", false))),
        red("not measured", c -> measures(c, m -> m.missing("fillRate", "nothing was ordered"))),
        red("no number", c -> measures(c, m -> m.put("ic", Double.NaN))),
        red("the released run comes out otherwise", c -> measures(c, m -> m.missing("run", "x"))));
  }

  private static List<DataMutation> goldens() {
    return List.of(
        red("a golden of zero", c -> golden(c, "\"ic\": 0.05", "\"ic\": 0")),
        red("a golden missing", c -> golden(c, "\"ic\"", "\"icc\"")),
        red("a golden as text", c -> golden(c, "\"ic\": 0.05", "\"ic\": \"0.05\"")),
        red("a golden edited", c -> c.edit(GOLDEN, "\"ic\": 0.05", "\"ic\": 0.04")),
        red("no goldens", c -> Files.delete(c.file(GOLDEN))),
        red("a file of the golden run flipped", RatchetMutations::flipped),
        red("a file added to the goldens", c -> c.write("gates/golden/notes.txt", "x")),
        red("no manifest", c -> Files.delete(c.file("gates/golden/manifest.json"))),
        red("no golden run", RatchetMutations::noRun));
  }

  private static List<DataMutation> controls() {
    return List.of(
        control("a threshold tightened", c -> c.edit(THRESHOLDS, "{max: 0.20}", "{max: 0.15}")),
        control("loosened, with a line that says why", c -> logged(c, ":" + REASON)),
        control("exactly at a threshold", c -> measures(c, m -> m.put("turnover", 0.15))),
        control("quicker than the golden", c -> measures(c, m -> m.put("e2dMs", 1))),
        control("skill a little off the golden", c -> measures(c, m -> m.put("ic", 0.0301))));
  }

  private static DataMutation red(String name, DataMutation.Spoiler spoil) {
    return DataMutation.red(GATE, name, c -> good(c, spoil));
  }

  private static DataMutation control(String name, DataMutation.Spoiler spoil) {
    return DataMutation.control(GATE, name, c -> good(c, spoil));
  }

  /** Sound before it is spoilt. */
  static void good(DataCopy copy, DataMutation.Spoiler spoil) throws Exception {
    measures(copy, m -> {});
    copy.write(RELEASED, copy.text(THRESHOLDS));
    StringBuilder json = new StringBuilder("{\n");
    GOOD.forEach((name, value) -> json.append("\"%s\": %s,\n".formatted(name, value)));
    copy.write(GOLDEN, json.append("\"what\": \"synthetic, for drills alone\"\n}\n").toString());
    frozen(copy);
    spoil.spoil(copy);
  }

  private static void frozen(DataCopy copy) throws IOException {
    Files.deleteIfExists(copy.file("gates/golden/manifest.json"));
    SnapshotManifest.freeze(copy.file("gates/golden"));
  }

  private static void measures(DataCopy copy, Consumer<Measures> change) {
    copy.judgedBy(
        new RatchetGate(
            subject -> {
              Measures measures = new Measures();
              GOOD.forEach(measures::put);
              change.accept(measures);
              return measures;
            }));
  }

  private static void logged(DataCopy copy, String reason) throws IOException {
    copy.edit(THRESHOLDS, "{max: 0.20}", "{max: 0.25}");
    copy.changelog("# Changes\n\n- Ratchet `turnover`: max 0.2 -> max 0.25" + reason + "\n");
  }

  private static void otherNumbers(DataCopy copy) throws IOException {
    copy.edit(THRESHOLDS, "{max: 0.20}", "{max: 0.30}");
    copy.changelog("# Changes\n\n- Ratchet `turnover`: max 0.2 -> max 0.25:" + REASON + "\n");
  }

  private static void noLog(DataCopy copy) throws IOException {
    copy.edit(THRESHOLDS, "{max: 0.20}", "{max: 0.25}");
    Files.delete(copy.changelog());
  }

  /** Who changes both leaves the manifest, which is not theirs. */
  private static void releasedToo(DataCopy copy) throws IOException {
    copy.edit(THRESHOLDS, "{max: 0.20}", "{max: 0.25}");
    copy.edit(RELEASED, "{max: 0.20}", "{max: 0.25}");
  }

  private static void golden(DataCopy copy, String text, String replacement) throws IOException {
    copy.edit(GOLDEN, text, replacement);
    frozen(copy);
  }

  private static void flipped(DataCopy copy) throws IOException {
    Path file = copy.file("gates/golden/run/features.parquet");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.delete(file);
    Files.write(file, bytes);
  }

  private static void noRun(DataCopy copy) throws IOException {
    Path run = copy.file("gates/golden/run");
    try (Stream<Path> files = Files.list(run)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(run);
    frozen(copy);
  }
}
