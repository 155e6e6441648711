package dev.aurora.service.gate.drill;

import dev.aurora.service.gate.Gate;
import dev.aurora.service.gate.GateVerdict;
import dev.aurora.service.gate.Gates;
import dev.aurora.service.gate.data.CorporateActionsGate;
import dev.aurora.service.gate.data.ExportParityGate;
import dev.aurora.service.gate.repeat.DeterminismGate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Runs every drill of the gates over data and models, each on a copy of the shipped data. A copy is
 * first judged as it is and must be green; the ratchet's has synthetic measures, for the shipped
 * model is no good.
 */
public final class DataDrills {

  private final Map<String, Gate> gates =
      Map.of(
          "corporate-actions",
          new CorporateActionsGate(),
          "export-parity",
          new ExportParityGate(),
          "ratchet",
          new CorporateActionsGate(), // each of its drills brings the ratchet with its measures
          "determinism",
          new DeterminismGate());

  /**
   * Runs all drills.
   *
   * @param data folder of shipped data; only read
   * @param artifacts folder of a finished run on it; only read
   * @param work empty folder for the copies; each is removed when its drill is over
   * @return a record of every drill, the unspoilt copies first
   * @throws IOException when a copy can't be made or spoilt
   */
  public List<DrillRecord> run(Path data, Path artifacts, Path work) throws IOException {
    List<DrillRecord> records = new ArrayList<>();
    for (DataMutation mutation : mutations(artifacts)) {
      records.add(drill(mutation, data, work));
    }
    return records;
  }

  private static List<DataMutation> mutations(Path artifacts) {
    return Stream.of(
            List.of(
                DataMutation.control("corporate-actions", "unspoilt data", c -> {}),
                DataMutation.control("export-parity", "unspoilt models", c -> {}),
                DataMutation.control(
                    "ratchet",
                    "unspoilt synthetic measures",
                    c -> RatchetMutations.good(c, same -> {}))),
            CorporateActionMutations.all(),
            ParityMutations.all(),
            RatchetMutations.all(),
            DeterminismMutations.all(artifacts))
        .flatMap(List::stream)
        .toList();
  }

  private DrillRecord drill(DataMutation mutation, Path data, Path work) throws IOException {
    Path own = Files.createTempDirectory(Files.createDirectories(work), "drill-");
    try {
      Gate gate = Objects.requireNonNull(gates.get(mutation.gate()), mutation.gate());
      DataCopy copy = DataCopy.of(data, own, gate);
      mutation.spoil().spoil(copy);
      GateVerdict verdict =
          new Gates(List.of(copy.gate()), System::nanoTime)
              .run(copy.gate().level(), copy.subject(), Set.of())
              .getFirst();
      return new DrillRecord(
          mutation.gate(),
          mutation.name(),
          mutation.expectedRed(),
          !verdict.green(),
          verdict.reasons());
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("drill '" + mutation.name() + "' can't spoil its copy: " + e, e);
    } finally {
      remove(own);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
