package dev.aurora.service.rollout;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.rules.fact.Stage;
import dev.aurora.workflows.rollout.RolloutAction;
import dev.aurora.workflows.rollout.RolloutActivities;
import dev.aurora.workflows.rollout.RolloutAnswer;
import dev.aurora.workflows.rollout.RolloutCommand;
import dev.aurora.workflows.rollout.RolloutView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes the stage policy, whoever asks: workflow, API or environment. From a revision's commit on
 * every new execution takes it.
 */
@ApplicationScoped
public class RolloutDesk implements RolloutActivities {

  private static final Logger LOG = LoggerFactory.getLogger(RolloutDesk.class);

  private final StagePolicyStore store;
  private final LiftedRules rules;

  @Inject
  public RolloutDesk(StagePolicyStore store, LiftedRules rules) {
    this.store = store;
    this.rules = rules;
  }

  /** For the client proxy. */
  protected RolloutDesk() {
    this(unread(), unread());
  }

  @Override
  public RolloutAnswer apply(RolloutCommand command) {
    StagePolicyStore.Written written = store.apply(command);
    LOG.warn("rollout: {}: {}", command, written);
    return switch (written) {
      case StagePolicyStore.Applied applied -> answer(command, true, sentence(applied.revision()));
      case StagePolicyStore.Stood stood -> answer(command, true, stood.detail());
      case StagePolicyStore.Refused refused -> answer(command, false, refused.detail());
    };
  }

  @Override
  public RolloutView read() {
    return store.read().view();
  }

  /**
   * What a change would do; changes nothing.
   *
   * @param account null = all accounts
   * @param strategy null = all strategies
   */
  public RolloutPreview preview(
      RolloutAction action, int percent, @Nullable String account, @Nullable String strategy) {
    PolicyStanding.Scope scope = new PolicyStanding.Scope(account, strategy);
    return RolloutPreview.of(action, percent, scope, store.read(), rules);
  }

  /** Whatever ramps now. */
  public List<StageRamp> ramps() {
    return store.read().ramps();
  }

  /** Controls that only monitor at a stage. */
  public List<String> monitoring(Stage stage) {
    return rules.at(stage);
  }

  /** Every change there ever was, the newest first. */
  public List<PolicyRevision> history() {
    return store.read().revisions().reversed();
  }

  private RolloutAnswer answer(RolloutCommand command, boolean done, String detail) {
    return new RolloutAnswer(command.commandId(), done, detail, read());
  }

  private static String sentence(PolicyRevision revision) {
    String text = "revision " + revision.revision() + ": ";
    if (revision.rollback()) {
      return text + "rolled back";
    }
    return text
        + revision.stage().word()
        + (revision.rampPercent() == 0
            ? ""
            : ", " + revision.rampPercent() + " % of new executions the stage after it");
  }
}
