package dev.aurora.service.cli;

import dev.aurora.service.api.ReleaseAnswer;
import dev.aurora.service.api.ReleaseRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code aurora kill release}: approves, or does, the next step of a release. */
@Command(
    name = "release",
    description = {
      "Release a restriction, in your name.",
      "A kill takes two persons, one of them of role risk, and opens in two steps: first for"
          + " reducers, then fully. What a breaker restricted to reducers ends in the name of one."
    },
    footer = {
      "",
      "Examples:",
      "  aurora kill release --cause \"feed repaired\" --as bob      1 of 2",
      "  aurora kill release --cause \"seen, agreed\" --as ann       eased: reducers pass",
    })
final class KillReleaseCommand implements Callable<Integer> {

  private static final Duration CALL = Duration.ofSeconds(10);

  private final Invocation invocation;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "As `aurora kill status` shows it; without it the only one in force.")
  private @Nullable String id;

  @Option(
      names = "--cause",
      required = true,
      paramLabel = "C",
      description = "What had gone wrong, and that it is over.")
  private String cause = "";

  @Option(
      names = "--as",
      required = true,
      paramLabel = "P",
      description = "The person who answers for it: by their token.")
  private String by = "";

  KillReleaseCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    List<ReleaseAnswer> answers = new ArrayList<>();
    for (KillChoice.Held held : new KillChoice(invocation).of(id, (view, kill) -> true)) {
      ReleaseAnswer answer =
          new ActingAs(invocation)
              .client(held.service(), CALL, by)
              .post(
                  "/v1/kill:release",
                  new ReleaseRequest(held.kill().id(), cause),
                  Duration.ZERO,
                  ReleaseAnswer.class);
      answers.add(answer);
      invocation.output().line(answer.sentence() + " (" + held.service().home() + ")");
      if (answer.pageBehind()) {
        invocation.output().message(PAGE_BEHIND);
      }
    }
    if (invocation.output().json()) {
      invocation.output().document(answers);
    }
    return ExitCode.DONE;
  }

  static final String PAGE_BEHIND =
      "It is done and stored. The kill switch's page in the Temporal web UI does not show it yet;"
          + " it catches up by itself.";
}
