package dev.aurora.service.gate.data;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.service.e2d.model.ModelCard;
import dev.aurora.service.e2d.model.OnnxModel;
import dev.aurora.service.e2d.model.OnnxProbe;
import dev.aurora.service.e2d.model.Scorer;
import dev.aurora.service.gate.Finding;
import dev.aurora.service.gate.Gate;
import dev.aurora.service.gate.GateSubject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Holds when every model answers, row by row, what the program that trained it answers, to a
 * millionth; the same row always with the same bits; nothing that is not finite goes in or comes
 * out; and wrong shapes, types and names are refused.
 *
 * <p>Beside the side-car {@code m.json} stand the native answers: {@code m.rows.csv.gz} on real
 * rows, {@code m.cases.csv.gz} on edge cases with the bits of their inputs.
 */
public final class ExportParityGate implements Gate {

  private static final String CARD = ".json";

  private final Function<Path, ? extends Scorer> scorers;

  /** The gate of the scoring that decides. */
  public ExportParityGate() {
    this(OnnxModel::load);
  }

  /**
   * For drills.
   *
   * @param scorers opens what scores, by its side-car
   */
  public ExportParityGate(Function<Path, ? extends Scorer> scorers) {
    this.scorers = scorers;
  }

  @Override
  public String id() {
    return "export-parity";
  }

  @Override
  public GateLevel level() {
    return GateLevel.L1;
  }

  @Override
  public String holds() {
    return "models answer as where they were trained, and refuse what is not finite";
  }

  @Override
  public List<Path> reads(GateSubject subject) throws IOException {
    return List.of(subject.models());
  }

  @Override
  public void judge(GateSubject subject, Finding finding) throws IOException {
    List<Path> cards = cards(subject.models());
    if (cards.isEmpty()) {
      finding.against("no side-car of a model");
    }
    for (Path card : cards) {
      model(card, finding);
    }
  }

  private static List<Path> cards(Path models) throws IOException {
    try (Stream<Path> files = Files.list(models)) {
      return files.filter(file -> file.toString().endsWith(CARD)).sorted().toList();
    }
  }

  private void model(Path sideCar, Finding finding) throws IOException {
    ModelCard card = ModelCard.read(sideCar);
    Path onnx = sideCar.resolveSibling(card.file());
    List<ParityCase> rows = cases(sideCar, "rows");
    List<ParityCase> edges = cases(sideCar, "cases");
    try (Scorer scorer = scorers.apply(sideCar);
        Scorer again = scorers.apply(sideCar);
        OnnxProbe probe = new OnnxProbe(onnx, card.input())) {
      ParityChecks checks = new ParityChecks(card.name(), scorer, again, finding);
      checks.realRows(rows);
      checks.edgeCases(edges);
      new StructureChecks(card, probe, finding).judge();
    }
  }

  private static List<ParityCase> cases(Path sideCar, String what) throws IOException {
    String name = sideCar.getFileName().toString();
    String stem = name.substring(0, name.length() - CARD.length());
    Path file = sideCar.resolveSibling(stem + "." + what + ".csv.gz");
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString());
    }
    return ParityCase.read(file);
  }
}
