package dev.aurora.service.rollout;

import dev.aurora.rules.fact.Stage;
import dev.aurora.workflows.rollout.RolloutAction;
import dev.aurora.workflows.rollout.RolloutCommand;
import java.util.Optional;

/** What a command would make of a standing. */
sealed interface PolicyChange {

  /** The scope takes this from now on. */
  record To(Stage stage, int rampPercent, boolean rollback) implements PolicyChange {}

  /** The policy says already what was asked for. */
  record Stands(String detail) implements PolicyChange {}

  /** It is not done, and why. */
  record Refused(String detail) implements PolicyChange {}

  /** Works it out; writes nothing. */
  static PolicyChange of(RolloutCommand command, PolicyStanding standing) {
    if (command.by().isBlank() || command.reason().isBlank()) {
      return new Refused("a change of the rollout names a person and a reason");
    }
    if (command.action() == RolloutAction.ROLLBACK) {
      return rollback(command, standing);
    }
    if (standing.rollback() && (command.account() != null || command.strategy() != null)) {
      return new Refused("the rollout is rolled back for all: advance it for all first");
    }
    PolicyStanding.Step step = standing.step(command.account(), command.strategy());
    Optional<Stage> next = next(step.stage());
    if (next.isEmpty()) {
      return new Refused("there is no stage after " + step.stage().word());
    }
    if (command.action() == RolloutAction.ADVANCE) {
      return new To(next.orElseThrow(), 0, false);
    }
    return ramp(command, standing, step);
  }

  private static PolicyChange rollback(RolloutCommand command, PolicyStanding standing) {
    if (command.account() != null || command.strategy() != null) {
      return new Refused("a rollback is for all: it names no account and no strategy");
    }
    return standing.rollback()
        ? new Stands("it was rolled back before, by revision " + standing.revision())
        : new To(Stage.BASELINE, 0, true);
  }

  private static PolicyChange ramp(
      RolloutCommand command, PolicyStanding standing, PolicyStanding.Step step) {
    if (standing.rollback()) {
      return new Refused("the rollout is rolled back: advance it first");
    }
    if (command.percent() < 0 || command.percent() > 100) {
      return new Refused("a ramp is a whole number from 0 to 100, not " + command.percent());
    }
    return new To(step.stage(), command.percent(), false);
  }

  private static Optional<Stage> next(Stage stage) {
    return switch (stage) {
      case BASELINE -> Optional.of(Stage.WEEK_ONE);
      case WEEK_ONE -> Optional.of(Stage.WEEK_TWO);
      case WEEK_TWO -> Optional.empty();
    };
  }
}
