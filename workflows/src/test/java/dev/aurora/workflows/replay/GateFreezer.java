package dev.aurora.workflows.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.workflows.SearchAttributes;
import dev.aurora.workflows.gate.GateOrder;
import dev.aurora.workflows.gate.GateRunActivities;
import dev.aurora.workflows.gate.GateRunReport;
import dev.aurora.workflows.gate.GateRunWorkflowImpl;
import dev.aurora.workflows.gate.NightlyGatesWorkflowImpl;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Writes a history of a green and a red night, and of its gates, unless there is one of the name;
 * one that is there is never written again. Run it as {@code HistoryFreezer}.
 */
@EnabledIfSystemProperty(named = "aurora.freeze", matches = "[a-z0-9-]+")
class GateFreezer {

  private static final Path FOLDER = Path.of("src/test/resources/histories");
  private static final String QUEUE = "gates";

  @ParameterizedTest
  @ValueSource(strings = {"green", "red"})
  void freezesANight(String end) throws IOException {
    TestEnvironmentOptions.Builder options = TestEnvironmentOptions.newBuilder();
    SearchAttributes.all()
        .forEach(key -> options.registerSearchAttribute(key.getName(), key.getValueType()));
    try (TestWorkflowEnvironment site = TestWorkflowEnvironment.newInstance(options.build())) {
      Worker worker = site.newWorker(QUEUE);
      worker.registerWorkflowImplementationTypes(
          GateRunWorkflowImpl.class, NightlyGatesWorkflowImpl.class);
      worker.registerActivitiesImplementations(new Gates(end.equals("green")));
      site.start();
      WorkflowStub nightly =
          site.getWorkflowClient()
              .newUntypedWorkflowStub(
                  "NightlyGates",
                  WorkflowOptions.newBuilder().setTaskQueue(QUEUE).setWorkflowId("night").build());
      nightly.start("", "L1");
      assertThat(nightly.getResult(GateRunReport.class).green()).isEqualTo(end.equals("green"));
      LocalDate today = LocalDate.ofEpochDay(Math.floorDiv(site.currentTimeMillis(), 86_400_000L));
      freeze(site, "NightlyGates", "night", end);
      freeze(site, "GateRun", "gate/L1/" + today, end);
    }
  }

  private static void freeze(TestWorkflowEnvironment site, String workflow, String id, String end)
      throws IOException {
    String history = site.getWorkflowClient().fetchHistory(id).toJson(true);
    assertThat(history).contains("\"eventId\"");
    Path file =
        Files.createDirectories(FOLDER.resolve(workflow))
            .resolve(System.getProperty("aurora.freeze") + "-" + end + ".json");
    if (Files.notExists(file)) {
      Files.writeString(file, history + "\n");
    }
  }

  /** Two gates, of which the first is as it is told. */
  private record Gates(boolean green) implements GateRunActivities {

    @Override
    public List<String> gates(String level) {
      return List.of("mutation", "breakers");
    }

    @Override
    public GateRunReport.Judged judge(GateOrder order) {
      boolean holds = green || !order.gate().equals("mutation");
      return new GateRunReport.Judged(
          order.gate(), holds, holds ? List.of() : List.of("a mutant survived"), 2000);
    }
  }
}
