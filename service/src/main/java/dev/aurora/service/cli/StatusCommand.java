package dev.aurora.service.cli;

import dev.aurora.service.api.ApiClient;
import dev.aurora.service.api.BreakView;
import dev.aurora.service.api.BuildStatus;
import dev.aurora.service.api.KillView;
import dev.aurora.service.api.PositionList;
import dev.aurora.service.api.RolloutStatus;
import dev.aurora.service.api.StoreView;
import dev.aurora.service.journal.LimitWarnings;
import dev.aurora.service.journal.book.Breaks;
import dev.aurora.service.killswitch.KillCanary;
import dev.aurora.service.problem.ProblemException;
import dev.aurora.service.process.ServiceRecord;
import dev.aurora.service.process.ServiceStatus;
import dev.aurora.service.process.ServiceStatus.Dead;
import dev.aurora.service.process.ServiceStatus.NotReady;
import dev.aurora.service.process.ServiceStatus.Ready;
import dev.aurora.service.process.ServiceStatus.Starting;
import dev.aurora.service.process.ServiceStatus.Stopped;
import dev.aurora.service.report.TradingReport;
import dev.aurora.service.ruleset.ReleaseReport;
import dev.aurora.service.temporal.TemporalConnection;
import dev.aurora.service.temporal.TemporalServers;
import dev.aurora.service.temporal.TemporalTarget;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code aurora status}: what runs, and where. Changes nothing. */
@Command(
    name = "status",
    description = {
      "Say what runs, and where.",
      "Exits 0 when service, books and Temporal server answer, 1 otherwise."
    },
    footer = {"", "Examples:", "  aurora status", "  aurora status --json"})
final class StatusCommand implements Callable<Integer> {

  private static final Duration CALL = Duration.ofSeconds(5);

  private final Invocation invocation;

  StatusCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Installation installation = new Installation(invocation);
    ServiceStatus service = installation.service().status();
    TemporalServers servers = installation.temporalServers();
    Optional<TemporalConnection> temporal = servers.find();
    boolean serving = temporal.map(servers::isServing).orElse(false);
    Map<String, @Nullable Object> serviceRow = describe(service);
    Map<String, @Nullable Object> temporalRow =
        describe(temporal.map(TemporalConnection::target), serving);
    Live live = service instanceof Ready ready ? live(ready) : null;
    show(serviceRow, temporalRow, live);
    return live != null && live.stores().books().answers() && serving ? ExitCode.DONE : ExitCode.NO;
  }

  /** Where a ready service keeps its books, and what they say when they answer. */
  private record Live(StoreView stores, Optional<Trading> trading) {}

  /** What is held, what is restricted and what differs. */
  private record Trading(
      KillView kill,
      KillCanary.Report canary,
      PositionList positions,
      BreakView breaks,
      RolloutStatus rollout,
      Optional<BuildStatus> builds,
      ReleaseReport rules) {}

  /** Null when the service does not say: what runs is told all the same. */
  private @Nullable Live live(Ready ready) {
    ApiClient api = new ApiClient(ready.service(), CALL);
    try {
      StoreView stores = api.get("/v1/stores", StoreView.class);
      // All of it is read from the books: asking would only wait.
      return new Live(
          stores, stores.books().answers() ? Optional.of(trading(api)) : Optional.empty());
    } catch (ProblemException silent) {
      invocation
          .output()
          .message("The service does not say what it holds: " + silent.problem().what());
      return null;
    }
  }

  private Trading trading(ApiClient api) {
    return new Trading(
        api.get("/v1/kill", KillView.class),
        api.get("/v1/canary", KillCanary.Report.class),
        api.get("/v1/positions", PositionList.class),
        api.get("/v1/breaks", BreakView.class),
        api.get("/v1/rollout", RolloutStatus.class),
        builds(api),
        api.get("/v1/rules", ReleaseReport.class));
  }

  /** Temporal says it, which may be away while the books answer. */
  private Optional<BuildStatus> builds(ApiClient api) {
    try {
      return Optional.of(api.get("/v1/builds", BuildStatus.class));
    } catch (ProblemException away) {
      invocation.output().message("Which builds are served is not known: " + away.problem().what());
      return Optional.empty();
    }
  }

  private void show(
      Map<String, @Nullable Object> service,
      Map<String, @Nullable Object> temporal,
      @Nullable Live live) {
    Output output = invocation.output();
    if (output.json()) {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("service", service);
      answer.put("temporal", temporal);
      answer.put("home", invocation.home().toString());
      if (live != null) {
        answer.put("stores", live.stores());
        live.trading().ifPresent(trading -> put(answer, trading));
      }
      output.document(answer);
      return;
    }
    output.table(
        List.of(
            row("service", service, "url"),
            row("temporal", temporal, "place"),
            List.of("data", "", invocation.home().toString())));
    if (live != null) {
      showTrading(live);
    }
    if (!"ready".equals(service.get("state")) || !"serving".equals(temporal.get("state"))) {
      output.line("");
      output.line("Next: aurora up; aurora doctor says what is missing.");
    }
  }

  private void showTrading(Live live) {
    Output output = invocation.output();
    output.line("");
    output.line("books: " + live.stores().books().sentence());
    output.line("paper ledger: " + live.stores().ledger().sentence());
    live.trading()
        .ifPresentOrElse(
            this::showTrading,
            () -> output.line("Without books nothing is checked and nothing sent."));
  }

  private static void put(Map<String, Object> answer, Trading trading) {
    answer.put("restrictions", trading.kill().engaged());
    answer.put("killPaths", trading.canary());
    answer.put("positions", trading.positions().positions());
    answer.put("warnings", trading.positions().warnings());
    answer.put("breaks", trading.breaks().breaks());
    answer.put("rollout", trading.rollout().policy());
    answer.put("rampsWatched", trading.rollout().watched().readings());
    trading
        .builds()
        .ifPresent(
            builds -> {
              answer.put("builds", builds.builds());
              answer.put("buildAlarms", builds.alarms());
            });
    answer.put("rules", trading.rules());
  }

  private void showTrading(Trading trading) {
    Output output = invocation.output();
    if (trading.kill().engaged().isEmpty()) {
      output.line("Nothing is stopped.");
    }
    for (TradingReport.Killed kill : trading.kill().engaged()) {
      output.line(kill.level() + " for " + kill.scope() + ": " + kill.reason());
      output.line("  by " + kill.by() + "; ends " + kill.ends() + "; id " + kill.id());
    }
    output.line(sentence(trading.canary()));
    output.line("stages: " + RolloutCommand.stands(trading.rollout().policy()));
    trading
        .rollout()
        .watched()
        .readings()
        .forEach(reading -> output.line((reading.red() ? "RED  " : "ramp: ") + reading.sentence()));
    trading
        .builds()
        .ifPresent(
            builds -> {
              output.line("builds: " + RolloutBuildCommand.sentence(builds.builds()));
              builds.alarms().forEach(alarm -> output.line("ALARM  " + alarm));
            });
    output.line(RulesStatusCommand.inForce(trading.rules()));
    if (trading.rules().folderDiffers()) {
      output.line("rules: " + trading.rules().folder());
    }
    output.table(
        trading.positions().positions().stream()
            .map(row -> List.of(row.account(), row.symbol(), row.exit()))
            .toList());
    for (Breaks.Break open : trading.breaks().breaks()) {
      output.line("break " + open.id() + ": " + open.detail());
    }
    for (LimitWarnings.Warning warning : trading.positions().warnings()) {
      output.line(warning.level() + ": " + warning.sentence());
    }
  }

  private static String sentence(KillCanary.Report canary) {
    if (canary.at() == null) {
      return "kill switch: its ways are being tried";
    }
    return canary.proven()
        ? "kill switch: a kill by %s would work, tried at %s"
            .formatted(String.join(", ", canary.ways()), canary.at())
        : "ALARM  kill switch: "
            + canary.faults().stream()
                .map(fault -> "a kill by " + fault.way() + " would not work: " + fault.detail())
                .collect(Collectors.joining("; "));
  }

  private static List<String> row(
      String name, Map<String, @Nullable Object> values, String placeKey) {
    Object place = values.containsKey("detail") ? values.get("detail") : values.get(placeKey);
    return List.of(
        name, String.valueOf(values.get("state")), place == null ? "" : place.toString());
  }

  private static Map<String, @Nullable Object> describe(ServiceStatus status) {
    return switch (status) {
      case Ready ready -> describe("ready", ready.service());
      case NotReady running -> with(describe("not ready", running.service()), running.detail());
      case Starting starting -> with(state("starting"), starting.detail());
      case Dead dead -> with(state("dead"), "process " + dead.last().pid() + " is gone");
      case Stopped stopped -> state("stopped");
    };
  }

  /** A running service, for people and scripts; without its token. */
  static Map<String, @Nullable Object> describe(String state, ServiceRecord service) {
    Map<String, @Nullable Object> row = state(state);
    row.put("url", service.uri("/").toString());
    row.put("pid", service.pid());
    row.put("port", service.port());
    row.put("startedAt", service.startedAt().toString());
    return row;
  }

  private static Map<String, @Nullable Object> describe(
      Optional<TemporalTarget> target, boolean serving) {
    if (target.isEmpty()) {
      return state("stopped");
    }
    Map<String, @Nullable Object> row = state(serving ? "serving" : "not serving");
    row.put("address", target.get().address());
    row.put("namespace", target.get().namespace());
    row.put("uiUrl", target.get().uiUrl());
    row.put("embedded", target.get().embedded());
    row.put("place", place(target.get()));
    return row;
  }

  /** Where a person finds the server: its web UI when there is one. */
  static String place(TemporalTarget target) {
    String address = target.address() + ", namespace " + target.namespace();
    return target.uiUrl() == null ? address : address + ", UI " + target.uiUrl();
  }

  private static Map<String, @Nullable Object> state(String state) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("state", state);
    return row;
  }

  private static Map<String, @Nullable Object> with(
      Map<String, @Nullable Object> row, String detail) {
    row.put("detail", detail);
    return row;
  }
}
