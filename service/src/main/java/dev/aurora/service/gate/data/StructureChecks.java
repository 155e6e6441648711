package dev.aurora.service.gate.data;

import dev.aurora.service.e2d.model.ModelCard;
import dev.aurora.service.e2d.model.ModelException;
import dev.aurora.service.e2d.model.OnnxProbe;
import dev.aurora.service.gate.Finding;
import java.util.Arrays;
import java.util.function.Supplier;

/** What a model itself takes: rows of its columns in float32 under its name, and nothing else. */
final class StructureChecks {

  private final String model;
  private final int columns;
  private final OnnxProbe probe;
  private final Finding finding;

  StructureChecks(ModelCard card, OnnxProbe probe, Finding finding) {
    this.model = card.name();
    this.columns = card.columns().size();
    this.probe = probe;
    this.finding = finding;
  }

  void judge() {
    answers("no rows", () -> probe.floats(0, columns), 0);
    answers("one row", () -> probe.floats(1, columns), 1);
    answers("two rows", () -> probe.floats(2, columns), 2);
    refuses("a column too few", () -> probe.floats(1, columns - 1L));
    refuses("a column too many", () -> probe.floats(1, columns + 1L));
    refuses("one dimension", () -> probe.floats(columns));
    refuses("three dimensions", () -> probe.floats(1, 1, columns));
    refuses("float64", () -> probe.doubles(1, columns));
    refuses("int64", () -> probe.longs(1, columns));
    refuses("another name", () -> probe.named("another", 1, columns));
  }

  private void answers(String what, Supplier<long[]> question, long rows) {
    try {
      long[] shape = question.get();
      if (!Arrays.equals(shape, new long[] {rows, 1})) {
        finding.against(
            "%s: %s are answered with the shape %s".formatted(model, what, Arrays.toString(shape)));
      }
    } catch (ModelException e) {
      finding.against("%s: %s are refused: %s".formatted(model, what, e.getMessage()));
    }
  }

  private void refuses(String what, Supplier<long[]> question) {
    try {
      long[] shape = question.get();
      finding.against(
          "%s: %s is answered, with the shape %s".formatted(model, what, Arrays.toString(shape)));
    } catch (ModelException refused) {
      finding.evidence(model + " refuses " + what, true);
    }
  }
}
