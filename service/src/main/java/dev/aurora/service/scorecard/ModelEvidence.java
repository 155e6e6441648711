package dev.aurora.service.scorecard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aurora.service.e2d.artifact.Digests;
import dev.aurora.service.e2d.artifact.Json;
import dev.aurora.service.e2d.model.ModelCard;
import dev.aurora.service.e2d.model.ModelException;
import dev.aurora.service.evidence.Evidence;
import dev.aurora.service.evidence.EvidenceKey;
import dev.aurora.service.evidence.EvidenceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the side-cars of the shipped models show. Aurora does not train: that a training can be done
 * again is shown by what the side-car records of it, and by scoring the model again, which is a
 * test.
 */
final class ModelEvidence {

  private final Path models;

  ModelEvidence(Path models) {
    this.models = models;
  }

  List<Evidence> read(Instant now) throws IOException {
    List<Path> cards = cards();
    if (cards.isEmpty()) {
      return List.of();
    }
    List<String> file = new ArrayList<>();
    List<String> horizon = new ArrayList<>();
    List<String> training = new ArrayList<>();
    Digests digest = new Digests();
    for (Path path : cards) {
      digest.add(Digests.ofFile(path));
      String name = path.getFileName().toString();
      JsonNode json = Json.read(Files.readAllBytes(path));
      file.addAll(file(path, name));
      if (json.path("horizonBars").asInt() < 1 || json.path("target").asText().isBlank()) {
        horizon.add(name + " names no target with its horizon in bars");
      }
      for (String recorded : ModelCard.TRAINING) {
        if (!json.hasNonNull(recorded)) {
          training.add(name + " does not record " + recorded);
        }
      }
    }
    String cardsDigest = digest.finish();
    return List.of(
        evidence("file", cardsDigest, file, now),
        evidence("horizon", cardsDigest, horizon, now),
        evidence("training", cardsDigest, training, now));
  }

  /** The side-car is whole, and the model beside it is the one that it describes. */
  private static List<String> file(Path path, String name) throws IOException {
    try {
      ModelCard card = ModelCard.read(path);
      String found = Digests.ofFile(path.resolveSibling(card.file()));
      return found.equals(card.sha256())
          ? List.of()
          : List.of(name + ": " + card.file() + " is " + found + ", expected " + card.sha256());
    } catch (ModelException broken) {
      return List.of(name + ": " + broken.getMessage());
    }
  }

  private List<Path> cards() throws IOException {
    if (!Files.isDirectory(models)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(models)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  private Evidence evidence(String subject, String digest, List<String> reasons, Instant now) {
    return new Evidence(
        new EvidenceKey(EvidenceKind.MODEL, subject),
        digest,
        "",
        reasons.isEmpty(),
        reasons,
        Map.of(),
        "side-cars of the shipped models",
        now);
  }
}
