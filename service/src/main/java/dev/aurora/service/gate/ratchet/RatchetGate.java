package dev.aurora.service.gate.ratchet;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.service.gate.Finding;
import dev.aurora.service.gate.Gate;
import dev.aurora.service.gate.GateSubject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds when every measure is on the good side of its threshold and no worse than its golden, and
 * when no threshold is looser than the released one, unless the change log says from what to what
 * and why: a line with {@code Ratchet `name`: max 0.2 -> max 0.25:} and the reason. What was not
 * measured, and a golden that is missing or zero, count against it.
 *
 * <p>Thresholds stand in {@code gates/ratchet.yaml} of the data, the released ones in {@code
 * gates/golden/ratchet.yaml}.
 */
public final class RatchetGate implements Gate {

  static final String THRESHOLDS = "ratchet.yaml";
  private static final int REASON_MIN = 20;
  private static final Pattern HEADING = Pattern.compile("^## ", Pattern.MULTILINE);

  /** Where measures come from. */
  @FunctionalInterface
  public interface Source {

    /**
     * @throws IOException when nothing can be measured
     */
    Measures of(GateSubject subject) throws IOException;
  }

  private final Source source;

  /**
   * @param source what measures; {@link ShippedMeasures} on shipped data
   */
  public RatchetGate(Source source) {
    this.source = source;
  }

  @Override
  public String id() {
    return "ratchet";
  }

  @Override
  public GateLevel level() {
    return GateLevel.L2;
  }

  @Override
  public String holds() {
    return "measures keep their thresholds and goldens, and thresholds only tighten";
  }

  @Override
  public List<Path> reads(GateSubject subject) throws IOException {
    return List.of(
        subject.bars(),
        subject.corporateActions(),
        subject.models(),
        subject.dataFolder().resolve("strategies"),
        Goldens.gates(subject),
        changelog(subject));
  }

  private static Path changelog(GateSubject subject) throws IOException {
    return subject.checkoutFolder().resolve("CHANGELOG.md");
  }

  /** What the change log says of the release to come: reasons of earlier ones are spent. */
  static String unreleased(GateSubject subject) throws IOException {
    String all = Files.readString(changelog(subject));
    Matcher heading = HEADING.matcher(all);
    boolean anyRelease = heading.find() && heading.find(heading.end());
    return anyRelease ? all.substring(0, heading.start()) : all;
  }

  @Override
  public void judge(GateSubject subject, Finding finding) throws IOException {
    ThresholdFile now = ThresholdFile.read(Goldens.gates(subject).resolve(THRESHOLDS));
    Goldens goldens = new Goldens(Goldens.gates(subject).resolve(Goldens.FOLDER));
    goldens.intact(finding);
    relaxations(
        now,
        ThresholdFile.read(goldens.folder().resolve(THRESHOLDS)),
        unreleased(subject),
        finding::against);
    Measures measures = source.of(subject);
    finding.evidence("measures", new TreeMap<>(measures.values()));
    now.thresholds().values().forEach(threshold -> held(threshold, measures, finding));
    goldens.compare(measures, finding);
  }

  private static void held(Threshold threshold, Measures measures, Finding finding) {
    Double measure = measures.value(threshold.name());
    if (measure == null) {
      finding.against(threshold.name() + " was not measured: " + measures.why(threshold.name()));
    } else if (!threshold.holds(measure)) {
      finding.against(
          threshold.name()
              + " is "
              + (threshold.direction() == Threshold.Direction.TRUE ? "false" : measure)
              + ", expected "
              + threshold.text());
    }
  }

  /** Tells each threshold that is looser than the released one and has no reason in the text. */
  static void relaxations(
      ThresholdFile now, ThresholdFile released, String changelog, Consumer<String> against) {
    for (Map.Entry<String, Threshold> entry : released.thresholds().entrySet()) {
      Threshold old = entry.getValue();
      Threshold one = now.thresholds().get(entry.getKey());
      if (one != null && one.isLooserThan(old) && !isJustified(old, one, changelog)) {
        against.accept(
            "%s is relaxed from %s to %s, and no line of the change log says \"Ratchet `%s`: %s -> %s: why\""
                .formatted(old.name(), old.text(), one.text(), old.name(), old.text(), one.text()));
      }
    }
  }

  /** A reason of a few words, on the same line. */
  private static boolean isJustified(Threshold old, Threshold one, String changelog) {
    String text = "Ratchet `%s`: %s -> %s: ".formatted(old.name(), old.text(), one.text());
    return Pattern.compile(Pattern.quote(text) + "\\S.{" + (REASON_MIN - 1) + ",}")
        .matcher(changelog)
        .find();
  }
}
