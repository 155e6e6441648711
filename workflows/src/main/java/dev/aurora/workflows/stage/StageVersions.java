package dev.aurora.workflows.stage;

import static dev.aurora.workflows.SearchAttributes.STAGE;

import dev.aurora.rules.fact.Stage;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.SearchAttributes;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.worker.PreferredVersionProvider;
import io.temporal.worker.PreferredVersionProviderInput;
import io.temporal.worker.VersionPreference;
import io.temporal.workflow.Workflow;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a worker which version of {@link Changes#STAGE} an execution is to record: the one of the
 * stage that its starter resolved, which stands in the search attribute {@code AuroraStage} from
 * its first event on. Of everything else the newest version.
 *
 * <p>Never throws: that would block the execution in a loop. A stage that can't be told is the one
 * with the most protection. Thread-safe; every worker of Aurora's workflows is given one.
 */
public final class StageVersions implements PreferredVersionProvider {

  private static final Logger LOG = LoggerFactory.getLogger(StageVersions.class);

  @Override
  public VersionPreference getPreferredVersion(PreferredVersionProviderInput input) {
    int version = input.getMaxSupported();
    try {
      if (input.getChangeId().equals(Changes.STAGE)) {
        version = stage(input).map(StageVersions::version).orElse(version);
      }
    } catch (RuntimeException unreadable) {
      LOG.error("{} can't be told for an execution", input.getChangeId(), unreadable);
    }
    return VersionPreference.of(version).clampToSupportedRange();
  }

  // WorkflowInfo gives them in no other form, and a provider is called outside of workflow code.
  @SuppressWarnings("deprecation")
  private static Optional<Stage> stage(PreferredVersionProviderInput input) {
    SearchAttributes started = input.getWorkflowInfo().getSearchAttributes();
    Payload attribute = started == null ? null : started.getIndexedFieldsMap().get(STAGE.getName());
    return attribute == null
        ? Optional.empty()
        : Stage.ofWord(
            DefaultDataConverter.STANDARD_INSTANCE.fromPayload(
                attribute, String.class, String.class));
  }

  /** The version that stands for a stage. */
  public static int version(Stage stage) {
    return switch (stage) {
      case BASELINE -> Workflow.DEFAULT_VERSION;
      case WEEK_ONE -> 1;
      case WEEK_TWO -> 2;
    };
  }

  /** The stage that a version stands for. */
  static Stage stage(int version) {
    return switch (version) {
      case Workflow.DEFAULT_VERSION -> Stage.BASELINE;
      case 1 -> Stage.WEEK_ONE;
      case Changes.STAGE_MAX -> Stage.WEEK_TWO;
      default -> throw new IllegalArgumentException("no stage has version " + version);
    };
  }
}
