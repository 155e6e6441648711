package dev.aurora.service.gate;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What gates judge. A gate asks for what it reads, and what is not given is red, never skipped.
 *
 * @param artifacts folder of a finished run
 * @param data folder laid out as the shipped one: bars, corporate actions, models, strategies,
 *     goldens
 * @param checkout root of the sources, with the change log and the build's reports
 */
public record GateSubject(@Nullable Path artifacts, @Nullable Path data, @Nullable Path checkout) {

  /** A run's artifacts and nothing else: all that level L0 needs. */
  public static GateSubject of(Path artifacts) {
    return new GateSubject(artifacts, null, null);
  }

  /**
   * @throws IOException when no artifacts are to be judged
   */
  public Path artifactFolder() throws IOException {
    return given(artifacts, "no artifacts were given, name their folder with --artifacts");
  }

  /**
   * @throws IOException when no data is to be judged
   */
  public Path dataFolder() throws IOException {
    return given(data, "no folder of bars, models and goldens was given");
  }

  /**
   * @throws IOException when no sources are to be judged
   */
  public Path checkoutFolder() throws IOException {
    return given(checkout, "no checkout was given");
  }

  /** Daily bars. */
  public Path bars() throws IOException {
    return dataFolder().resolve("bars");
  }

  /** Splits, dividends and mergers of the bars. */
  public Path corporateActions() throws IOException {
    return dataFolder().resolve("corporate-actions").resolve("actions_2000_2013_derived.csv");
  }

  /** Models with their side-cars. */
  public Path models() throws IOException {
    return dataFolder().resolve("models");
  }

  private static Path given(@Nullable Path path, String otherwise) throws IOException {
    if (path == null) {
      throw new IOException(otherwise);
    }
    return path;
  }
}
