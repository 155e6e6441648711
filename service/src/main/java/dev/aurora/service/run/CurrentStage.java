package dev.aurora.service.run;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.rules.fact.Stage;
import dev.aurora.service.app.Settings;
import dev.aurora.workflows.stage.StageChoice;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The stage that new executions take: resolved once by their starter, carried in their input. */
@ApplicationScoped
public class CurrentStage {

  private final Settings settings;

  @Inject
  public CurrentStage(Settings settings) {
    this.settings = settings;
  }

  /** For the client proxy. */
  protected CurrentStage() {
    this(unread());
  }

  /** What an execution that starts now is to take. */
  public StageChoice choice() {
    return settings.rollback()
        ? new StageChoice(Stage.BASELINE, 0, true)
        : new StageChoice(Stage.WEEK_TWO, 0, false);
  }
}
