package dev.aurora.service.cli;

import dev.aurora.service.api.ConfirmAnswer;
import dev.aurora.service.api.ConfirmRequest;
import dev.aurora.service.api.KillView;
import dev.aurora.service.report.TradingReport;
import dev.aurora.service.sweep.KillProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code aurora kill confirm}: a person's word for what a kill could not bring to an end. */
@Command(
    name = "confirm",
    description = {
      "Say, in your name, that the open orders of an INCOMPLETE kill were looked up at the broker.",
      "It counts for those orders in the state that they have now: one more, or one that moves,"
          + " and the kill is INCOMPLETE again. Nothing is resolved or cancelled by it."
    },
    footer = {
      "",
      "Examples:",
      "  aurora kill status",
      "  aurora kill confirm --as ann --reason \"broker's desk: both dead, mail of 15:02\"",
    })
final class KillConfirmCommand implements Callable<Integer> {

  private static final Duration CALL = Duration.ofSeconds(10);

  private final Invocation invocation;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "As `aurora kill status` shows it; without it the only one INCOMPLETE.")
  private @Nullable String id;

  @Option(
      names = "--order",
      paramLabel = "ID",
      description =
          "An order that was looked up; repeat it. Without it: all that `aurora kill status` lists"
              + " now.")
  private @Nullable List<String> orders;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "R",
      description = "What the broker said, and how you know.")
  private String reason = "";

  @Option(
      names = "--as",
      required = true,
      paramLabel = "P",
      description = "The person who answers for it: by their token.")
  private String by = "";

  KillConfirmCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    List<ConfirmAnswer> answers = new ArrayList<>();
    for (KillChoice.Held held :
        new KillChoice(invocation).of(id, KillConfirmCommand::isIncomplete)) {
      ConfirmAnswer answer =
          new ActingAs(invocation)
              .client(held.service(), CALL, by)
              .post(
                  "/v1/kill:confirm",
                  new ConfirmRequest(held.kill().id(), seen(held), reason),
                  Duration.ZERO,
                  ConfirmAnswer.class);
      answers.add(answer);
      show(answer);
    }
    if (invocation.output().json()) {
      invocation.output().document(answers);
    }
    return ExitCode.DONE;
  }

  /** The list that was read just now: an order that joins it meanwhile is refused. */
  private List<String> seen(KillChoice.Held held) {
    if (orders != null) {
      return orders;
    }
    KillProgress progress = held.view().progress().get(held.kill().id());
    return progress == null ? List.of() : progress.unconfirmed();
  }

  private static boolean isIncomplete(KillView view, TradingReport.Killed kill) {
    KillProgress progress = view.progress().get(kill.id());
    return progress != null && progress.state() == KillProgress.State.INCOMPLETE;
  }

  private void show(ConfirmAnswer answer) {
    Output output = invocation.output();
    output.line(
        "CONFIRMED by %s for %s, as long as nothing of this moves:"
            .formatted(answer.person(), answer.id()));
    answer
        .orders()
        .forEach(
            order ->
                output.line(
                    "  %s  %s, %s units of %s"
                        .formatted(
                            order.clientOrderId(),
                            order.state(),
                            order.leaves().toPlainString(),
                            order.symbol())));
    if (answer.pageBehind()) {
      output.message(KillReleaseCommand.PAGE_BEHIND);
    }
  }
}
