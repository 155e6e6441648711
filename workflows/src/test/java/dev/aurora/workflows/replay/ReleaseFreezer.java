package dev.aurora.workflows.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.workflows.ruleset.ReleaseSite;
import dev.aurora.workflows.ruleset.RuleReleaseStage;
import dev.aurora.workflows.ruleset.RuleReleaseState;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Writes a history of every way that a release can end which has none yet; one that is there is
 * never written again. Run it as {@code HistoryFreezer}.
 */
@EnabledIfSystemProperty(named = "aurora.freeze", matches = "[a-z0-9-]+")
class ReleaseFreezer {

  private static final Path FOLDER = Path.of("src/test/resources/histories/RuleRelease");

  @ParameterizedTest
  @EnumSource(
      value = RuleReleaseStage.class,
      names = {"SUPERSEDED", "REVERTED", "EXPIRED"})
  void freezesARelease(RuleReleaseStage end) throws IOException {
    try (ReleaseSite site = new ReleaseSite()) {
      WorkflowStub release = site.start(end == RuleReleaseStage.REVERTED ? 15 : 0);
      site.environment.sleep(Duration.ofSeconds(30));
      site.approve(release);
      site.activate(release);
      site.end(release, end);
      release.getResult(RuleReleaseState.class);
      String history =
          site.environment
              .getWorkflowClient()
              .fetchHistory(release.getExecution().getWorkflowId())
              .toJson(true);
      assertThat(history).contains("\"eventId\"");
      Path file =
          Files.createDirectories(FOLDER)
              .resolve(
                  System.getProperty("aurora.freeze")
                      + "-"
                      + end.name().toLowerCase(Locale.ROOT)
                      + ".json");
      if (Files.notExists(file)) {
        Files.writeString(file, history + "\n");
      }
    }
  }
}
