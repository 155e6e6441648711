package dev.aurora.service.gate.ratchet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aurora.service.e2d.artifact.ArtifactFolder;
import dev.aurora.service.e2d.artifact.Json;
import dev.aurora.service.gate.Finding;
import dev.aurora.service.gate.GateSubject;
import dev.aurora.service.gate.SnapshotManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;

/**
 * What was released: golden figures, thresholds, and the artifacts of one run, under one manifest.
 * (A checkout does not keep who may write a file; the manifest keeps its content.)
 *
 * @param folder {@code gates/golden} of the data
 */
record Goldens(Path folder) {

  static final String FOLDER = "golden";

  /** The run as released, a folder of artifacts. */
  static final String RUN = "run";

  /** How far a measure may be from its golden. */
  private enum Tolerance {
    E2D_MS("e2dMs", 0.10, 0),
    MEMORY("memoryPeakMb", 0.15, 0),
    IC("ic", 0, 0.02),
    TURNOVER("turnover", 0, 0.05),
    FILL_RATE("fillRate", 0, 0.02);

    private final String measure;

    /** Share of the golden, and only above it counts: quicker or smaller is no worse. */
    private final double share;

    /** Absolute, either way: these figures repeat, so a change is to be looked at. */
    private final double absolute;

    Tolerance(String measure, double share, double absolute) {
      this.measure = measure;
      this.share = share;
      this.absolute = absolute;
    }

    boolean holds(double value, double golden) {
      return share > 0
          ? value <= golden * (1 + share)
          : Math.abs(value - golden) <= absolute + Math.ulp(1.0);
    }
  }

  /** Folder of thresholds and goldens. */
  static Path gates(GateSubject subject) throws IOException {
    return subject.dataFolder().resolve("gates");
  }

  /** Whether the folder is what its manifest says, both ways. */
  void intact(Finding finding) throws IOException {
    if (!SnapshotManifest.read(folder).equals(SnapshotManifest.of(folder))) {
      finding.against("the golden folder is not what its manifest lists");
    }
    if (!Files.isDirectory(folder.resolve(RUN))) {
      finding.against("there is no golden run");
    }
  }

  void compare(Measures measures, Finding finding) throws IOException {
    JsonNode json = Json.read(Files.readAllBytes(folder.resolve(ArtifactFolder.METRICS)));
    for (Tolerance tolerance : Tolerance.values()) {
      JsonNode golden = json.path(tolerance.measure);
      Double value = measures.value(tolerance.measure);
      if (!golden.isNumber() || golden.asDouble() == 0) {
        finding.against(
            "the golden of "
                + tolerance.measure
                + " is "
                + (golden.isMissingNode() ? "missing" : golden)
                + ": nothing can be held against it");
      } else if (value != null && !tolerance.holds(value, golden.asDouble())) {
        finding.against(
            "%s is %s, too far from its golden %s"
                .formatted(tolerance.measure, value, golden.asText()));
      }
    }
    if (measures.value(RUN) == null) {
      finding.against("the newest run is not the golden one: " + measures.why(RUN));
    }
  }

  /** The golden figures of some measures, as a file. */
  static byte[] metrics(Measures measures) {
    ObjectNode json = Json.mapper().createObjectNode();
    new TreeMap<>(measures.values()).forEach(json::put);
    return Json.pretty(json);
  }
}
