package dev.aurora.service.drill.kill;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * The best that the drill has measured, as a ratio within one run, since machines differ. The file
 * is changed only to a better figure; a worse one that is wanted names its reason in the changelog.
 *
 * @param requestedInCommits time until 1 000 working orders were asked to end, in commits of one
 *     row on the same machine at the same time
 * @param noise factor up to which a busy machine explains a worse figure
 * @param measured when, and on what
 */
record KillGolden(BigDecimal requestedInCommits, BigDecimal noise, String measured) {

  /** Working orders that the figure was measured with. */
  static final int ORDERS = 1000;

  static KillGolden shipped() {
    try (InputStream file =
        Objects.requireNonNull(KillGolden.class.getResourceAsStream("/golden/kill-drill.json"))) {
      return new ObjectMapper().readValue(file, KillGolden.class);
    } catch (IOException e) {
      throw new UncheckedIOException("a shipped file can't be read", e);
    }
  }

  /** Whether it was worse than noise explains. */
  boolean isMissedBy(BigDecimal inCommits) {
    return inCommits.compareTo(requestedInCommits.multiply(noise)) > 0;
  }
}
