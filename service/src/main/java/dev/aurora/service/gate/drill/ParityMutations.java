package dev.aurora.service.gate.drill;

import dev.aurora.service.e2d.model.ModelCard;
import dev.aurora.service.e2d.model.OnnxModel;
import dev.aurora.service.e2d.model.OnnxProbe;
import dev.aurora.service.e2d.model.Scorer;
import dev.aurora.service.gate.data.ExportParityGate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Ways for a model to answer otherwise than where it was trained, or to take what it must not. */
final class ParityMutations {

  private static final String GATE = "export-parity";
  private static final String ROWS = "models/gbt.rows.csv.gz";
  private static final String CASES = "models/gbt.cases.csv.gz";
  private static final String CARD = "models/gbt.json";
  private static final String MODEL = "models/gbt.onnx";
  private static final int ROW_NATIVE = 7;
  private static final int CASE_NATIVE = 6;

  private ParityMutations() {}

  static List<DataMutation> all() {
    return List.of(
        red("predictions off by 1e-5", c -> scored(c, answer -> answer + 1e-5f)),
        red("predictions of the other sign", c -> scored(c, answer -> -answer)),
        red("predictions rounded to three digits", c -> scored(c, ParityMutations::rounded)),
        red("a NaN through a tree model", ParityMutations::unguarded),
        red("other bits for the same row", c -> c.judgedBy(new ExportParityGate(Unstable::new))),
        red("features in another order", c -> c.judgedBy(new ExportParityGate(Swapped::new))),
        red("a native row off by 1e-5", c -> row(c, 1e-5)),
        red("a native row that is no number", c -> c.cell(ROWS, "AAPL,2012", ROW_NATIVE, v -> "")),
        red("a native answer to a NaN", c -> c.cell(CASES, "nan_vol", CASE_NATIVE, v -> "0.001")),
        red("a refused case that is finite", c -> c.cell(CASES, "ones", CASE_NATIVE, v -> "")),
        red("an edge case off by 1e-5", c -> c.cell(CASES, "gbtsplit", CASE_NATIVE, plus(1e-5))),
        red("no case with a NaN", c -> cases(c, line -> !line.contains("7fc00000"))),
        red("no case with an infinity", c -> cases(c, line -> !line.matches(".*[7f]f800000.*"))),
        red("no case at a threshold", c -> cases(c, line -> !line.startsWith("gbtsplit"))),
        red("no denormal", c -> cases(c, line -> !line.startsWith("denorm"))),
        red("fewer than a hundred rows", c -> c.lines(ROWS, body -> body.subList(0, 99))),
        red("no native rows", c -> Files.delete(c.file(ROWS))),
        red("no edge cases", c -> Files.delete(c.file(CASES))),
        red("another model under the side-car", ParityMutations::flipped),
        red("no side-car", c -> Files.delete(c.file(CARD))),
        red("columns exchanged in the side-car", ParityMutations::columns),
        red("another input in the side-car", c -> c.edit(CARD, "\"input\"", "\"inputs\"")),
        control("a native row off by 5e-7", c -> row(c, 5e-7)),
        control("rows in another order", c -> c.lines(ROWS, List::reversed)),
        control("a case more", ParityMutations::oneMore));
  }

  private static DataMutation red(String name, DataMutation.Spoiler spoil) {
    return DataMutation.red(GATE, name, spoil);
  }

  private static DataMutation control(String name, DataMutation.Spoiler spoil) {
    return DataMutation.control(GATE, name, spoil);
  }

  private static void scored(DataCopy copy, UnaryOperator<Float> change) {
    copy.judgedBy(new ExportParityGate(sideCar -> new Changed(sideCar, change)));
  }

  private static float rounded(float answer) {
    return Math.round(answer * 1000) / 1000f;
  }

  private static void unguarded(DataCopy copy) {
    copy.judgedBy(
        new ExportParityGate(
            sideCar -> {
              ModelCard card = ModelCard.read(sideCar);
              return new OnnxProbe(sideCar.resolveSibling(card.file()), card.input());
            }));
  }

  private static UnaryOperator<String> plus(double more) {
    return value -> String.valueOf(Double.parseDouble(value) + more);
  }

  /** Exactly that far from what the model answers, whatever its native answer is off by. */
  private static void row(DataCopy copy, double off) throws Exception {
    copy.cell(ROWS, "IBM,2012-06-15", ROW_NATIVE, plus(off));
  }

  private static void cases(DataCopy copy, Predicate<String> kept) throws Exception {
    copy.lines(CASES, body -> body.stream().filter(kept).toList());
  }

  private static void flipped(DataCopy copy) throws Exception {
    byte[] bytes = Files.readAllBytes(copy.file(MODEL));
    bytes[bytes.length / 2] ^= 1;
    Files.write(copy.file(MODEL), bytes);
  }

  private static void columns(DataCopy copy) throws Exception {
    copy.edit(CARD, "\"sma_10\"", "\"sma_x\"");
    copy.edit(CARD, "\"sma_20\"", "\"sma_10\"");
    copy.edit(CARD, "\"sma_x\"", "\"sma_20\"");
  }

  private static void oneMore(DataCopy copy) throws Exception {
    copy.lines(
        CASES,
        body ->
            java.util.stream.Stream.concat(
                    body.stream(), Collections.nCopies(1, "again_" + body.getFirst()).stream())
                .toList());
  }

  /** A scorer whose answers are changed on the way. */
  private static class Changed implements Scorer {

    private final OnnxModel model;
    private final UnaryOperator<Float> change;

    Changed(Path sideCar, UnaryOperator<Float> change) {
      this.model = OnnxModel.load(sideCar);
      this.change = change;
    }

    @Override
    public float predict(float... row) {
      return change.apply(model.predict(row));
    }

    @Override
    public void close() {
      model.close();
    }
  }

  /** As a batch would: the last bit depends on what was asked before. */
  private static final class Unstable extends Changed {

    private int asked;

    Unstable(Path sideCar) {
      super(sideCar, answer -> answer);
    }

    @Override
    public float predict(float... row) {
      asked++;
      float answer = super.predict(row);
      return asked % 2 == 0 ? Math.nextUp(answer) : answer;
    }
  }

  /** Takes the first two features for each other. */
  private static final class Swapped extends Changed {

    Swapped(Path sideCar) {
      super(sideCar, answer -> answer);
    }

    @Override
    public float predict(float... row) {
      float[] swapped = row.clone();
      swapped[0] = row[1];
      swapped[1] = row[0];
      return super.predict(swapped);
    }
  }
}
