package dev.aurora.service.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.aurora.rules.engine.LoadResult;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.engine.RuleSetLoader;
import dev.aurora.rules.fact.Stage;
import dev.aurora.rules.verdict.Catalogue;
import dev.aurora.service.ClientProxy;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.testing.Checkout;
import dev.aurora.workflows.rollout.RolloutAction;
import dev.aurora.workflows.rollout.RolloutAnswer;
import dev.aurora.workflows.rollout.RolloutCommand;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolloutDeskTest {

  @TempDir Path folder;
  private JournalFixture books;
  private RolloutDesk desk;

  @BeforeEach
  void open() {
    books = new JournalFixture(folder);
    desk =
        new RolloutDesk(
            new StagePolicyStore(books.database, books.clock),
            new LiftedRules(RolloutDeskTest::ruleSet));
  }

  @AfterEach
  void close() {
    books.close();
  }

  @Test
  void saysBeforeARollbackWhichRulesItTakesToMonitorAndWhatItNeverDoes() {
    RolloutPreview preview = desk.preview(RolloutAction.ROLLBACK, 0, null, null);

    assertThat(preview.to()).isEqualTo(Stage.BASELINE);
    assertThat(preview.lifted())
        .contains("price-collar", "data-gate", "reconciliation", "drawdown")
        .doesNotContainAnyElementsOf(Catalogue.BASELINE);
    assertThat(preview.binding()).isEmpty();
    assertThat(preview.sentences())
        .contains(
            "What runs keeps the stage that it recorded.",
            "It lifts no kill and no breaker's latch, cancels nothing and re-sends nothing.");
    assertThat(desk.history()).isEmpty();
  }

  @Test
  void saysBeforeAnAdvanceWhichRulesBindAgain() {
    desk.apply(command("c-1", RolloutAction.ROLLBACK));

    RolloutPreview preview = desk.preview(RolloutAction.ADVANCE, 0, null, null);

    assertThat(preview.to()).isEqualTo(Stage.WEEK_ONE);
    assertThat(preview.binding()).contains("price-collar", "data-gate", "reconciliation");
    assertThat(preview.lifted()).isEmpty();
  }

  @Test
  void answersARefusalWithWhereTheRolloutStands() {
    RolloutAnswer answer = desk.apply(command("c-1", RolloutAction.ADVANCE));

    assertThat(answer)
        .isEqualTo(
            new RolloutAnswer("c-1", false, "there is no stage after week-two", desk.read()));
  }

  @Test
  void theVariablesFlagIsWrittenOnceHoweverOftenItIsLookedAt() {
    RolloutPatrol first = patrol("1");
    first.start();
    first.stop();
    RolloutPatrol other = patrol("2");
    other.start();
    other.stop();

    assertThat(desk.history())
        .extracting(PolicyRevision::commandId, PolicyRevision::rollback, PolicyRevision::source)
        .containsExactly(tuple("variable/1", true, "environment"));
  }

  @Test
  void withoutAReadablePolicyEventsHaveNoStageSoThatEveryBreakerBinds() {
    RolloutPatrol patrol = new RolloutPatrol(desk, ClientProxy.unread(), "rollout", false, "1");
    patrol.start();
    assertThat(patrol.stage()).contains(Stage.WEEK_TWO);
    patrol.stop();

    books.close();
    RolloutPatrol blind = new RolloutPatrol(desk, ClientProxy.unread(), "rollout", false, "2");
    blind.start();
    assertThat(blind.stage()).isEmpty();
    blind.stop();
  }

  private static RuleSet ruleSet() {
    LoadResult shipped = RuleSetLoader.shipped().load(Checkout.root().resolve("rules/policy"));
    return ((LoadResult.Loaded) shipped).ruleSet();
  }

  private RolloutPatrol patrol(String process) {
    return new RolloutPatrol(desk, ClientProxy.unread(), "rollout", true, process);
  }

  private static RolloutCommand command(String id, RolloutAction action) {
    return new RolloutCommand(id, action, 0, null, null, "olga", "a reason", "api");
  }
}
