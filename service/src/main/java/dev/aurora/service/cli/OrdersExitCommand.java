package dev.aurora.service.cli;

import dev.aurora.service.api.ExitRequest;
import dev.aurora.service.api.ExitView;
import dev.aurora.service.api.OrderView;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aurora orders exit}: a person leaves a position, two while trading is halted. */
@Command(
    name = "exit",
    description = {
      "Leave a position at the market.",
      "While trading is halted it takes two persons: the first is told \"1 of 2\", the second"
          + " sends. It only ever reduces. Exits 1 when the order is denied, blocked, expired or"
          + " rejected."
    },
    footer = {
      "",
      "Examples:",
      "  aurora orders exit PAPER-1 AAPL --as ann --reason \"feed is gone\"",
      "  aurora orders exit PAPER-1 AAPL --quantity 20 --as ben --reason \"feed is gone\""
    })
final class OrdersExitCommand implements Callable<Integer> {

  private static final Duration CALL = Duration.ofSeconds(30);

  private final Invocation invocation;

  @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Whose position.")
  private String account = "";

  @Parameters(index = "1", paramLabel = "SYMBOL", description = "Of what.")
  private String symbol = "";

  @Option(
      names = "--quantity",
      paramLabel = "Q",
      description = "Units; without it all that can be closed.")
  private @Nullable BigDecimal quantity;

  @Option(names = "--as", required = true, paramLabel = "P", description = "Who, by their token.")
  private String person = "";

  @Option(names = "--reason", required = true, paramLabel = "R", description = "Why.")
  private String reason = "";

  OrdersExitCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    ExitRequest request =
        new ExitRequest("cli/" + UUID.randomUUID(), account, symbol, quantity, reason);
    ExitView answer =
        new ActingAs(invocation)
            .client(new Installation(invocation).runningService(), CALL, person)
            .post("/v1/orders:exit", request, Duration.ZERO, ExitView.class);
    Output output = invocation.output();
    if (output.json()) {
      output.document(answer);
    } else if (answer.waiting() != null) {
      show(answer.waiting());
    } else if (answer.order() != null) {
      OrderView order = answer.order();
      output.line(order.clientOrderId() + "  " + order.state() + "  " + order.summary());
    }
    return answer.order() == null ? ExitCode.DONE : OrdersCommand.exitCode(answer.order());
  }

  private void show(ExitView.Waiting waiting) {
    invocation
        .output()
        .line(
            "1 of 2: %s asks to %s %s of %s for %s. Nothing is sent yet."
                .formatted(
                    waiting.first(),
                    waiting.side(),
                    waiting.quantity().toPlainString(),
                    waiting.symbol(),
                    waiting.account()));
    invocation
        .output()
        .line(
            "  until %s the same command by one of: %s"
                .formatted(waiting.expires(), String.join(", ", waiting.others())));
  }
}
