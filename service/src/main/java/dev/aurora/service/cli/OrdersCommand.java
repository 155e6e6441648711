package dev.aurora.service.cli;

import dev.aurora.service.api.ApiClient;
import dev.aurora.service.api.CheckView;
import dev.aurora.service.api.OrderList;
import dev.aurora.service.api.OrderView;
import dev.aurora.service.api.ResolveRequest;
import dev.aurora.service.api.ResolveView;
import dev.aurora.service.journal.order.OrderState;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import dev.aurora.service.process.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aurora orders}: single orders on the service of this data directory. */
@Command(
    name = "orders",
    subcommands = OrdersExitCommand.class,
    description = "Submit, check, list, show, take back or resolve single orders.",
    footer = {
      "",
      "Examples:",
      "  aurora orders check order.json",
      "  aurora orders submit order.json",
      "  aurora orders list --state open",
      "  aurora orders cancel PAPER-1:momentum:2013-02-27:AAPL:open:1 --reason \"wrong size\"",
      "  aurora orders exit PAPER-1 AAPL --as ann --reason \"feed is gone\"",
      "  aurora orders resolve ID --outcome not-sent --as ann --reason \"broker's desk says so\"",
      "An order is the `order` of the facts, as one JSON object:",
      "  {\"clientOrderId\":\"desk-1\",\"account\":\"PAPER-1\",\"strategy\":\"momentum\",",
      "   \"modelVersion\":\"..\",\"venue\":\"PAPER\",\"symbol\":\"AAPL\",\"side\":\"BUY\",",
      "   \"type\":\"LIMIT\",\"quantity\":\"10\",\"limitPrice\":\"440\",\"timeInForce\":\"DAY\",",
      "   \"origin\":\"STRATEGY\",\"decidedAt\":\"2013-02-27T21:00:00Z\"}"
    })
final class OrdersCommand implements Runnable {

  private static final Duration CALL = Duration.ofSeconds(30);
  private static final Duration CANCEL_PATIENCE = Duration.ofSeconds(5);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private final Invocation invocation;

  @Spec private CommandSpec spec = CommandSpec.create();

  OrdersCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Missing command: submit, check, list, show, cancel, exit or resolve.");
  }

  @Command(
      name = "submit",
      description = {
        "Check an order and see it through; the same order again answers what is recorded.",
        "Exits 1 when it is denied, blocked, expired or rejected."
      })
  int submit(
      @Parameters(paramLabel = "FILE", description = "JSON of the order; - = standard input.")
          String file,
      @Option(
              names = "--as-of",
              paramLabel = "DATE",
              description = "Session at whose close it was decided; without it the newest run's.")
          @Nullable LocalDate asOf) {
    OrderView answer = api().postText("/v1/orders" + query(asOf), read(file), OrderView.class);
    show(answer);
    return exitCode(answer);
  }

  @Command(
      name = "check",
      description = "Say what the policy would say of an order; nothing is recorded or sent.")
  int check(
      @Parameters(paramLabel = "FILE", description = "JSON of the order; - = standard input.")
          String file,
      @Option(
              names = "--as-of",
              paramLabel = "DATE",
              description = "Session at whose close it was decided; without it the newest run's.")
          @Nullable LocalDate asOf) {
    CheckView answer =
        api().postText("/v1/orders:check" + query(asOf), read(file), CheckView.class);
    Output output = invocation.output();
    if (output.json()) {
      output.document(answer);
    } else {
      output.line(
          answer.clientOrderId()
              + "  "
              + (answer.conflict() == null ? answer.verdict() : answer.conflict()));
      answer
          .breaches()
          .forEach(
              breach ->
                  output.line(
                      "  %-8s %s: %s"
                          .formatted(breach.mode(), breach.control(), breach.message())));
    }
    return "APPROVED".equals(answer.verdict()) ? ExitCode.DONE : ExitCode.NO;
  }

  @Command(name = "list", description = "List orders, the oldest first.")
  int list(
      @Option(names = "--account", paramLabel = "A", description = "Of one account.")
          @Nullable String account,
      @Option(
              names = "--state",
              paramLabel = "S",
              description = "Of one state, such as UNKNOWN; open = all that may still fill.")
          @Nullable String state,
      @Option(
              names = "--limit",
              defaultValue = "100",
              paramLabel = "N",
              description = "The newest N at most (${DEFAULT-VALUE}).")
          int limit) {
    List<String> query = new ArrayList<>(List.of("limit=" + limit));
    if (account != null) {
      query.add("account=" + encoded(account));
    }
    if (state != null) {
      query.add("state=" + encoded(state));
    }
    OrderList found = api().get("/v1/orders?" + String.join("&", query), OrderList.class);
    Output output = invocation.output();
    if (output.json()) {
      output.document(found);
      return ExitCode.DONE;
    }
    output.table(
        found.orders().stream()
            .map(order -> List.of(order.clientOrderId(), order.state().name(), order.summary()))
            .toList());
    if (found.matching() > found.orders().size()) {
      output.line(
          "%d more; --limit shows them".formatted(found.matching() - found.orders().size()));
    }
    return ExitCode.DONE;
  }

  @Command(name = "show", description = "Show an order: verdict, state, fills, where to look.")
  int show(@Parameters(paramLabel = "ID", description = "Client order id.") String id) {
    show(api().get(path(id), OrderView.class));
    return ExitCode.DONE;
  }

  @Command(
      name = "cancel",
      description = {
        "Take an order back.",
        "One that was not sent ends at once; else the broker is asked until it has ended. Exits 1"
            + " when it had ended before, or has not ended yet."
      })
  int cancel(
      @Parameters(paramLabel = "ID", description = "Client order id.") String id,
      @Option(names = "--reason", required = true, paramLabel = "R", description = "Why.")
          String reason,
      @Option(names = "--as", paramLabel = "P", description = "Who; without it the login name.")
          @Nullable String by) {
    ApiClient api = api(by);
    String login = invocation.environment().getOrDefault("USER", "operator");
    api.delete(path(id) + "?by=" + encoded(login) + "&reason=" + encoded(reason), OrderView.class);
    boolean ended =
        Waiting.until(
            () -> !open(api.get(path(id), OrderView.class)), CANCEL_PATIENCE, BETWEEN_LOOKS);
    OrderView now = api.get(path(id), OrderView.class);
    show(now);
    if (!ended) {
      invocation
          .output()
          .message(
              "The broker has not confirmed its end yet; it is asked again until it has. Nothing is"
                  + " freed before.");
    }
    return now.state() == OrderState.CANCELLED ? ExitCode.DONE : ExitCode.NO;
  }

  @Command(
      name = "resolve",
      description = {
        "Say what became of an order of unknown outcome.",
        "The broker is asked first, and its word counts; nothing is ever sent again."
      })
  int resolve(
      @Parameters(paramLabel = "ID", description = "Client order id.") String id,
      @Option(
              names = "--outcome",
              required = true,
              paramLabel = "O",
              description = "filled or not-sent.")
          String outcome,
      @Option(names = "--as", required = true, paramLabel = "P", description = "Who says so.")
          String by,
      @Option(names = "--reason", required = true, paramLabel = "R", description = "How they know.")
          String reason,
      @Option(
              names = "--execution",
              paramLabel = "ID",
              description = "With filled, when the broker is silent: the execution's id there.")
          @Nullable String execution,
      @Option(names = "--quantity", paramLabel = "N", description = "Units of that execution.")
          @Nullable BigDecimal quantity,
      @Option(names = "--price", paramLabel = "N", description = "Its price a unit.")
          @Nullable BigDecimal price,
      @Option(names = "--fees", paramLabel = "N", description = "Its fees, account currency.")
          @Nullable BigDecimal fees) {
    ResolveView answer =
        api(by)
            .post(
                path(id) + ":resolve",
                new ResolveRequest(outcome, reason, execution, quantity, price, fees),
                Duration.ZERO,
                ResolveView.class);
    if (invocation.output().json()) {
      invocation.output().document(answer);
    } else {
      invocation.output().line(id + "  " + answer.state() + ": " + answer.detail());
    }
    return ExitCode.DONE;
  }

  private ApiClient api() {
    return api(null);
  }

  private ApiClient api(@Nullable String by) {
    return new ActingAs(invocation).client(new Installation(invocation).runningService(), CALL, by);
  }

  private void show(OrderView order) {
    Output output = invocation.output();
    if (output.json()) {
      output.document(order);
      return;
    }
    output.line(order.clientOrderId() + "  " + order.state() + "  " + order.summary());
    order
        .breaches()
        .forEach(
            breach ->
                output.line(
                    "  %-8s %s: %s".formatted(breach.mode(), breach.control(), breach.message())));
    order
        .fills()
        .forEach(
            fill ->
                output.line(
                    "  filled   %s at %s, fees %s, %s (%s)"
                        .formatted(
                            fill.quantity().toPlainString(),
                            fill.price().toPlainString(),
                            fill.fees().toPlainString(),
                            fill.at(),
                            fill.executionId())));
    output.line("  workflow " + order.workflow());
    if (order.state() == OrderState.DENIED) {
      output.line("  reproduce with: " + order.reproduce());
    }
  }

  private static boolean open(OrderView order) {
    return order.state().reserves();
  }

  static int exitCode(OrderView order) {
    return switch (order.state()) {
      case APPROVED, IN_FLIGHT, UNKNOWN, WORKING, PARTIALLY_FILLED, FILLED -> ExitCode.DONE;
      case DENIED, CANCELLED, REJECTED, BLOCKED, EXPIRED -> ExitCode.NO;
    };
  }

  private static String query(@Nullable LocalDate asOf) {
    return asOf == null ? "" : "?asOf=" + asOf;
  }

  private static String path(String id) {
    return "/v1/orders/" + encoded(id);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String read(String file) {
    try (InputStream in =
        file.equals("-")
            ? invocation.input()
            : Files.newInputStream(invocation.resolve(Path.of(file)))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UsageError(
          Problem.of(
                  "order-unreadable",
                  e instanceof NoSuchFileException
                      ? "There is no such file."
                      : "The order can't be read: " + e.getMessage(),
                  "Name a file with one JSON object, or - for standard input.")
              .at(file),
          e);
    }
  }
}
