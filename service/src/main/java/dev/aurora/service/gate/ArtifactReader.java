package dev.aurora.service.gate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aurora.service.e2d.artifact.ArtifactFolder;
import dev.aurora.service.e2d.artifact.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the artifacts in a folder of Aurora or of the earlier system, whose names differ. */
final class ArtifactReader {

  /** Tables without which there is nothing to judge. */
  static final List<String> NEEDED = List.of(ArtifactFolder.FEATURES, ArtifactFolder.PREDICTIONS);

  private static final Set<String> NAMES =
      Set.of(
          ArtifactFolder.DECISIONS,
          "decision.json",
          ArtifactFolder.SUMMARY,
          ArtifactFolder.FEATURES,
          ArtifactFolder.PREDICTIONS);

  private ArtifactReader() {}

  /** Whether a file has the name of an artifact. */
  static boolean isArtifact(Path file) {
    return NAMES.contains(file.getFileName().toString());
  }

  /** Every Parquet file directly in a folder; the needed ones first, also when missing. */
  static List<Path> tables(Path artifacts) throws IOException {
    List<Path> tables = new ArrayList<>(NEEDED.stream().map(artifacts::resolve).toList());
    try (Stream<Path> files = Files.list(artifacts)) {
      files
          .filter(f -> f.toString().endsWith(".parquet") && !tables.contains(f))
          .sorted()
          .forEach(tables::add);
    }
    return tables;
  }

  /** The summary. */
  static JsonNode summary(Path artifacts) throws IOException {
    JsonNode json = Json.read(Files.readAllBytes(artifacts.resolve(ArtifactFolder.SUMMARY)));
    if (!json.isObject()) {
      throw new IOException(ArtifactFolder.SUMMARY + " is no object");
    }
    return json;
  }

  /** The decisions as JSON, under either name. */
  static JsonNode decisions(Path artifacts) throws IOException {
    for (String name : List.of(ArtifactFolder.DECISIONS, "decision.json")) {
      Path file = artifacts.resolve(name);
      if (Files.isRegularFile(file)) {
        JsonNode json = Json.read(Files.readAllBytes(file));
        if (!json.isArray() || json.isEmpty()) {
          throw new IOException(name + " is no array of decisions, or an empty one");
        }
        return json;
      }
    }
    throw new NoSuchFileException(artifacts.resolve(ArtifactFolder.DECISIONS).toString());
  }
}
