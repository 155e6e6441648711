package dev.aurora.workflows.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.Stage;
import dev.aurora.workflows.order.OrderState;
import dev.aurora.workflows.stage.Changes;
import dev.aurora.workflows.stage.StageChoice;
import dev.aurora.workflows.testing.PromotionSite;
import dev.aurora.workflows.testing.ScriptedPromotion;
import dev.aurora.workflows.testing.ScriptedSteps;
import dev.aurora.workflows.testing.Site;
import io.temporal.client.WorkflowStub;
import io.temporal.worker.PreferredVersionProviderInput;
import io.temporal.worker.VersionPreference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Writes a history of every stage and case that has none yet; one that is there is never written
 * again. Run it after a change of a workflow's steps, under a name of its own: {@code mvn -pl
 * workflows test -Dtest=HistoryFreezer -Daurora.freeze=before-<change>}, on the code before it.
 */
@EnabledIfSystemProperty(named = "aurora.freeze", matches = "[a-z0-9-]+")
class HistoryFreezer {

  private static final Path FOLDER = Path.of("src/test/resources/histories");

  /** What befalls an execution. */
  enum Fate {
    PLAIN,
    /** The rollout is rolled back, or advanced, while it runs. */
    ROLLED_BACK,
    /** A kill is engaged between its check and its send. */
    KILLED,
    /** A step in the middle fails with its worker, and another goes on. */
    RESUMED
  }

  static Stream<Arguments> cases() {
    return Stream.of(Stage.values())
        .flatMap(stage -> Stream.of(Fate.values()).map(fate -> Arguments.of(stage, fate)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void freezesARun(Stage stage, Fate fate) throws IOException {
    try (Site site = new Site()) {
      freeze("DecisionRun", stage, fate, live(site, fate, "plan", () -> run(site, stage, fate)));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void freezesAnOrder(Stage stage, Fate fate) throws IOException {
    try (Site site = new Site()) {
      freeze("Order", stage, fate, live(site, fate, "submit", () -> order(site, stage, fate)));
    }
  }

  /** How promotions end; each has a history of its own. */
  static final List<String> PROMOTION_ENDS =
      List.of("promoted", "refused", "expired", "red", "withdrawn");

  static Stream<String> promotionEnds() {
    return PROMOTION_ENDS.stream();
  }

  @ParameterizedTest
  @MethodSource("promotionEnds")
  void freezesAPromotion(String end) throws IOException {
    ScriptedPromotion script = new ScriptedPromotion();
    switch (end) {
      case "refused" -> script.against("L1 was red.");
      case "red" -> script.red("A break is open.");
      case "withdrawn" -> script.withdraw();
      default -> {}
    }
    try (PromotionSite site = new PromotionSite(script)) {
      if (!end.equals("expired") && !end.equals("refused")) {
        site.bare("please");
        site.approve(ScriptedPromotion.APPROVED);
      }
      site.result();
      Path file =
          Files.createDirectories(FOLDER.resolve("Promotion"))
              .resolve("promotion-" + end + ".json");
      if (Files.notExists(file)) {
        Files.writeString(file, site.history() + "\n");
      }
    }
  }

  private static WorkflowStub run(Site site, Stage stage, Fate fate) {
    return site.startRun(choice(stage, fate));
  }

  private static WorkflowStub order(Site site, Stage stage, Fate fate) {
    return site.startOrder(choice(stage, fate));
  }

  /** Begun before a rollback, an execution knows nothing of it; begun after, it says so. */
  private static StageChoice choice(Stage stage, Fate fate) {
    return new StageChoice(stage, 7, stage == Stage.BASELINE && fate != Fate.ROLLED_BACK)
        .on(Site.PROVENANCE);
  }

  private static String live(Site site, Fate fate, String dyingStep, Supplier<WorkflowStub> start) {
    AtomicBoolean dies = new AtomicBoolean(fate == Fate.RESUMED);
    ScriptedSteps steps =
        new ScriptedSteps(
            fate == Fate.KILLED ? OrderState.BLOCKED : OrderState.WORKING,
            step -> {
              if (fate == Fate.ROLLED_BACK) {
                site.flip(HistoryFreezer::otherwise);
              }
              if (step.equals(dyingStep) && dies.getAndSet(false)) {
                throw new IllegalStateException("the worker dies in this step");
              }
            });
    site.startWorkers(steps);
    WorkflowStub stub = start.get();
    stub.getResult(Object.class);
    return site.environment
        .getWorkflowClient()
        .fetchHistory(stub.getExecution().getWorkflowId())
        .toJson(true);
  }

  /** A worker whose starter would decide otherwise by now. */
  private static VersionPreference otherwise(PreferredVersionProviderInput asked) {
    return VersionPreference.of(asked.getChangeId().equals(Changes.STAGE) ? -1 : 1)
        .clampToSupportedRange();
  }

  private static void freeze(String workflow, Stage stage, Fate fate, String history)
      throws IOException {
    Path folder = Files.createDirectories(FOLDER.resolve(workflow));
    String name =
        System.getProperty("aurora.freeze")
            + "-"
            + stage.word()
            + "-"
            + fate.name().toLowerCase(Locale.ROOT).replace('_', '-')
            + ".json";
    assertThat(history).contains("\"eventId\"");
    if (Files.notExists(folder.resolve(name))) {
      Files.writeString(folder.resolve(name), history + "\n");
    }
  }
}
