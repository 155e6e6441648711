package dev.aurora.service.e2d.artifact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How far a run got: its finished stages in order, each with the digests of what it wrote. Written
 * after each stage, so a stage without an entry never counts.
 *
 * @param runId the run
 * @param stages finished stages, oldest first
 */
public record Checkpoint(String runId, List<StageRecord> stages) {

  public Checkpoint {
    Objects.requireNonNull(runId, "runId");
    stages = List.copyOf(stages);
  }

  /** Nothing is finished yet. */
  public static Checkpoint start(String runId) {
    return new Checkpoint(runId, List.of());
  }

  /**
   * The checkpoint of a folder, kept only as far as every artifact is there and unchanged. A
   * checkpoint that is missing, changed or of another run counts as no progress: the stages run
   * again and write the same bytes.
   */
  public static Checkpoint verified(ArtifactFolder folder, String runId) throws IOException {
    List<StageRecord> verified = new ArrayList<>();
    for (StageRecord stage : recorded(folder, runId)) {
      if (!isIntact(folder, stage)) {
        break;
      }
      verified.add(stage);
    }
    return new Checkpoint(runId, verified);
  }

  private static List<StageRecord> recorded(ArtifactFolder folder, String runId)
      throws IOException {
    if (!Files.isRegularFile(folder.file(ArtifactFolder.CHECKPOINT))) {
      return List.of();
    }
    try {
      Checkpoint checkpoint = read(folder);
      return checkpoint.runId().equals(runId) ? checkpoint.stages() : List.of();
    } catch (InvalidCheckpointException e) {
      return List.of(); // as good as none, see above
    }
  }

  /** A checkpoint that is not, byte for byte, what this program writes. */
  public static final class InvalidCheckpointException extends IOException {
    private static final long serialVersionUID = 1L;

    private InvalidCheckpointException(String message) {
      super(message);
    }
  }

  /**
   * Reads the checkpoint of a folder, strictly; artifacts are not looked at.
   *
   * @throws InvalidCheckpointException when it was changed or is of another form
   * @throws IOException when it can't be read
   */
  public static Checkpoint read(ArtifactFolder folder) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.file(ArtifactFolder.CHECKPOINT));
    try {
      JsonNode json = Json.read(bytes);
      List<StageRecord> stages = new ArrayList<>();
      json.required("stages").forEach(s -> stages.add(StageRecord.fromJson(s)));
      Checkpoint checkpoint = new Checkpoint(json.required("runId").asText(), stages);
      if (Arrays.equals(checkpoint.bytes(), bytes)) {
        return checkpoint;
      }
      throw new InvalidCheckpointException(folder.path() + ": the checkpoint was changed");
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new InvalidCheckpointException(folder.path() + ": no checkpoint, " + e.getMessage());
    }
  }

  /** Whether the run came to its end: its trace is written. */
  public boolean isFinished() {
    return !stages.isEmpty() && stages.getLast().outputs().containsKey(ArtifactFolder.TRACE);
  }

  private static boolean isIntact(ArtifactFolder folder, StageRecord stage) throws IOException {
    for (Map.Entry<String, String> output : stage.outputs().entrySet()) {
      if (!folder.digest(output.getKey()).filter(output.getValue()::equals).isPresent()) {
        return false;
      }
    }
    return true;
  }

  /** This checkpoint with one more finished stage. */
  public Checkpoint with(StageRecord stage) {
    List<StageRecord> more = new ArrayList<>(stages);
    more.add(stage);
    return new Checkpoint(runId, more);
  }

  /** This checkpoint with its first {@code count} stages only. */
  public Checkpoint first(int count) {
    return new Checkpoint(runId, stages.subList(0, count));
  }

  /** Writes it as the folder's checkpoint. */
  public void write(ArtifactFolder folder) throws IOException {
    folder.write(ArtifactFolder.CHECKPOINT, bytes());
  }

  /** Carries a digest of itself: a single changed character must not pass as progress. */
  private byte[] bytes() {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("runId", runId);
    json.put("lastCompleted", stages.isEmpty() ? null : stages.getLast().stage());
    ArrayNode array = json.putArray("stages");
    stages.forEach(s -> array.add(s.toJson()));
    json.put("digest", Digests.of(Json.line(json)));
    return Json.pretty(json);
  }

  /** The trace: one line a stage. */
  public static byte[] trace(List<StageRecord> stages) {
    StringBuilder lines = new StringBuilder();
    stages.forEach(s -> lines.append(Json.line(s.traceLine())).append('\n'));
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }
}
