package dev.aurora.service.app;

import dev.aurora.service.e2d.artifact.ExternalDecisionsException;
import dev.aurora.service.e2d.decision.StrategyException;
import dev.aurora.service.e2d.model.ModelException;
import dev.aurora.service.journal.database.DatabaseUnavailable;
import dev.aurora.service.market.BarFormatException;
import dev.aurora.service.problem.DependencyError;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.ProblemException;
import dev.aurora.service.problem.UsageError;
import dev.aurora.service.rollout.StagePolicyUnreadable;
import java.util.Optional;
import picocli.CommandLine.ParameterException;

/**
 * Tells what a person can put right from a defect of Aurora: every exception that its packages
 * throw for bad input or a missing dependency, as a problem with what to do.
 */
public final class KnownFailures {

  private KnownFailures() {}

  /** The first known failure of the cause chain: a container wraps what its beans throw. */
  public static Optional<ProblemException> in(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      Optional<ProblemException> known = known(at);
      if (known.isPresent()) {
        return known;
      }
    }
    return Optional.empty();
  }

  private static Optional<ProblemException> known(Throwable failure) {
    return Optional.ofNullable(
        switch (failure) {
          case ProblemException problem -> problem;
          case DatabaseUnavailable database -> database(database);
          case StagePolicyUnreadable policy ->
              dependency(
                  "stage-policy-unreadable",
                  policy,
                  "What runs goes on. See the runbook page roll-back; restore the books if the"
                      + " policy was altered.");
          case BarFormatException bars ->
              usage("bars-unusable", bars, "Correct the file at that place, then try again.");
          case StrategyException strategy ->
              usage("strategy-unusable", strategy, "Correct the file, then try again.");
          case ModelException model -> usage("model-unusable", model, model(model.problem()));
          case ExternalDecisionsException decisions ->
              usage("decisions-unusable", decisions, "Let the other program write them anew.");
          case ParameterException arguments ->
              usage("arguments", arguments, "Start the service with `aurora up`.");
          default -> null;
        });
  }

  private static ProblemException database(DatabaseUnavailable failure) {
    String code = "database-" + failure.reason().name().toLowerCase(java.util.Locale.ROOT);
    return switch (failure.reason()) {
      case URL_REFUSED ->
          usage(
              code.replace('_', '-'),
              failure,
              "Correct AURORA_DB_URL, or unset it for a file in the data directory; the login"
                  + " stands in AURORA_DB_USER and AURORA_DB_PASSWORD_FILE.");
      case IN_USE ->
          dependency(code, failure, "Run `aurora status`, and `aurora down` for the other one.");
      case UNREADABLE ->
          dependency(
              code, failure, "Keep the file as it is, put a backup in its place, then try again.");
      case OTHER_TABLES ->
          usage(
              code.replace('_', '-'),
              failure,
              "Give AURORA_DB_URL and AURORA_PAPER_DB_URL a database each.");
      case NOT_DURABLE ->
          dependency(
              code,
              failure,
              "Set fsync = on and full_page_writes = on in postgresql.conf, restart the server, and"
                  + " restore a backup if it ever stopped without order.");
      case SORTED_OTHERWISE ->
          dependency(
              code,
              failure,
              "Make it anew: create database .. encoding 'UTF8' locale 'C' template template0.");
      case BUSY -> dependency(code, failure, "Try again; if it stays, look who holds the lock.");
      case NEWER_SCHEMA ->
          dependency(
              code, failure, "Run the newer Aurora, or set AURORA_HOME to another data directory.");
      case MIGRATION_FAILED ->
          dependency(
              code, failure, "Nothing was migrated by half: restore the build that wrote it.");
      case LOGIN_REFUSED -> dependency(code, failure, "Correct user and password of the database.");
      case UNREACHABLE ->
          dependency(code, failure, "See that the database of AURORA_DB_URL runs and answers.");
    };
  }

  private static String model(ModelException.Problem problem) {
    return switch (problem) {
      case CARD, DIGEST ->
          "Restore the model file and its side-car together; both are one release.";
      case COLUMNS, SIGNATURE -> "Export the model for these features, with a side-car of its own.";
      case INPUT_NOT_FINITE -> "Look at the bars behind this row: `aurora gates run l0` names it.";
      case OUTPUT_NOT_FINITE -> "Don't trade on this model; export it again and compare.";
      case RUNTIME -> "See the log for what ONNX Runtime says of this machine or model.";
    };
  }

  private static UsageError usage(String code, Throwable failure, String remedy) {
    return new UsageError(Problem.of(code, String.valueOf(failure.getMessage()), remedy), failure);
  }

  private static DependencyError dependency(String code, Throwable failure, String remedy) {
    return new DependencyError(
        Problem.of(code.replace('_', '-'), String.valueOf(failure.getMessage()), remedy), failure);
  }
}
