package dev.aurora.service.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.service.e2d.artifact.ArtifactFolder;
import dev.aurora.service.evidence.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunEvidenceTest {

  @TempDir Path artifacts;

  @Test
  void badDataIsNoEvidenceOfASuiteThatHolds() throws IOException {
    assertThat(sanity("{\"ok\": true}").green()).isTrue();
    assertThat(sanity("{\"ok\": false}").green()).isFalse();
    assertThat(sanity("{}").green()).isFalse();
  }

  private Evidence sanity(String said) throws IOException {
    Path run = Files.createDirectories(artifacts.resolve("run-1"));
    Files.writeString(run.resolve(ArtifactFolder.CHECKPOINT), "{}");
    Files.writeString(
        run.resolve(ArtifactFolder.SUMMARY),
        "{\"runId\": \"run-1\", \"dataSanity\": " + said + "}");
    return new RunEvidence(artifacts)
        .read().stream()
            .filter(each -> each.key().subject().equals("sanity"))
            .findFirst()
            .orElseThrow();
  }
}
