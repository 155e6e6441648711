package dev.aurora.service.cli;

import dev.aurora.service.api.ApiClient;
import dev.aurora.service.api.RuleReleaseRequest;
import dev.aurora.service.api.RuleReleaseResult;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import dev.aurora.service.process.ServiceRecord;
import dev.aurora.service.ruleset.RuleSetFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the commands share by which persons release rule sets. */
final class RulesRelease {

  private static final Duration CALL = Duration.ofSeconds(30);

  private final Invocation invocation;

  RulesRelease(Invocation invocation) {
    this.invocation = invocation;
  }

  /** Who asks, and why. */
  static final class Asked {
    @Option(names = "--reason", required = true, paramLabel = "R", description = "Why.")
    private String reason = "";

    @Option(
        names = "--as",
        required = true,
        paramLabel = "P",
        description = "The person who answers for it, by P's token.")
    private String by = "";

    String reason() {
      return reason;
    }

    String by() {
      return by;
    }
  }

  /**
   * The one service that is meant: a rule set belongs to one set of books.
   *
   * @throws UsageError when several run here, such as a demo that was kept
   */
  ServiceRecord service() {
    List<ServiceRecord> running = new Installation(invocation).requireRunningServices();
    return running.stream()
        .filter(one -> one.home().equals(invocation.home().toString()))
        .findFirst()
        .or(() -> running.size() == 1 ? running.stream().findFirst() : Optional.empty())
        .orElseThrow(
            () ->
                new UsageError(
                    Problem.of(
                        "service-unclear",
                        "Several services run here: "
                            + running.stream().map(ServiceRecord::home).toList(),
                        "Set AURORA_HOME to the one that is meant.")));
  }

  ApiClient client(@Nullable String by) {
    return new ActingAs(invocation).client(service(), CALL, by);
  }

  /** Takes a step and says what came of it. */
  int step(String word, @Nullable String release, Asked asked, Duration wait) {
    RuleReleaseResult result =
        client(asked.by)
            .post(
                "/v1/rules:" + word,
                new RuleReleaseRequest(release, asked.reason),
                wait,
                RuleReleaseResult.class);
    tell(result);
    return ExitCode.DONE;
  }

  void tell(RuleReleaseResult result) {
    Output output = invocation.output();
    if (output.json()) {
      output.document(result);
      return;
    }
    output.line("rule set " + result.release());
    result.lines().forEach(line -> output.line("  " + line));
  }

  /** The texts of a folder as they are now. */
  static RuleSetFiles read(Path policy) {
    try {
      return RuleSetFiles.read(policy);
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new UsageError(
          Problem.of(
                  "policy-unreadable",
                  "The policy's folder can't be read: " + unreadable.getMessage(),
                  "Every .drl and .cases.yaml is a regular file of text in UTF-8.")
              .at(policy),
          unreadable);
    }
  }
}
