package dev.aurora.service.e2d.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.aurora.service.e2d.artifact.Digests;
import dev.aurora.service.e2d.artifact.Json;
import dev.aurora.service.e2d.model.ModelException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The side-car of a model: a JSON file beside it. An unknown, doubled or missing key is refused.
 * What its training recorded so that it can be done again ({@link #TRAINING}) may stand there too;
 * no run needs it, and the scorecard judges it.
 *
 * @param name short name, such as {@code gbt}
 * @param version what decisions carry as {@code modelVersion}
 * @param file name of the ONNX file beside the side-car
 * @param sha256 digest of that file, {@code sha256:..}
 * @param input name of its input tensor, float32 [any, number of columns]
 * @param columns features in the order of the input
 * @param columnsSha256 digest of the columns joined with commas
 * @param target what is predicted, for people
 * @param horizonBars how many bars ahead
 * @param trainedBefore first date that training did not see, yyyy-MM-dd
 * @param trainedOn data it was trained on, for people
 * @param library what trained and exported it
 * @param notRecorded what is not known of its training, said rather than guessed
 */
// Those of TRAINING: an annotation takes no list.
@JsonIgnoreProperties({"seed", "trainingDataSha256", "split", "trainingMetrics"})
public record ModelCard(
    String name,
    String version,
    String file,
    String sha256,
    String input,
    List<String> columns,
    String columnsSha256,
    String target,
    int horizonBars,
    String trainedBefore,
    String trainedOn,
    String library,
    List<String> notRecorded) {

  /** What a training must have recorded to be done again. */
  public static final List<String> TRAINING =
      List.of("seed", "trainingDataSha256", "split", "trainingMetrics");

  public ModelCard {
    columns = List.copyOf(columns);
    notRecorded = List.copyOf(notRecorded);
    if (!columnsDigest(columns).equals(columnsSha256)) {
      throw new ModelException(
          Problem.COLUMNS,
          "the side-car's columns "
              + columns
              + " have the digest "
              + columnsDigest(columns)
              + ", not "
              + columnsSha256);
    }
    if (horizonBars < 1) {
      throw new ModelException(Problem.CARD, "horizonBars is at least 1, not " + horizonBars);
    }
  }

  /** Digest of column names in their order. */
  public static String columnsDigest(List<String> columns) {
    return Digests.of(String.join(",", columns));
  }

  /**
   * Reads a side-car.
   *
   * @throws ModelException when it is missing or not complete
   */
  public static ModelCard read(Path path) {
    try {
      return Json.mapper().readValue(Files.readAllBytes(path), ModelCard.class);
    } catch (JsonProcessingException e) {
      if (e.getCause() instanceof ModelException cause) {
        throw cause;
      }
      throw new ModelException(Problem.CARD, path + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new ModelException(Problem.CARD, "can't read the side-car " + path, e);
    }
  }
}
