package dev.aurora.service.cli;

import dev.aurora.service.app.RollbackVariable;
import dev.aurora.service.app.ServiceLaunch;
import dev.aurora.service.demo.DemoProgress;
import dev.aurora.service.demo.DemoResult;
import dev.aurora.service.demo.DemoRunner;
import dev.aurora.service.demo.DemoSettings;
import dev.aurora.service.demo.DemoTable;
import dev.aurora.service.problem.DependencyError;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code aurora demo}: the main job, on real bars, on books of its own. */
@Command(
    name = "demo",
    description = {
      "Run E2D day by day on real daily bars, every order through the policy to the paper broker.",
      "Killed half way and started again, it goes on. Books, ledger and artifacts lie under"
          + " demo/<n> in the data directory."
    },
    footer = {
      "",
      "Examples:",
      "  aurora demo",
      "  aurora demo --sessions 120 --keep",
      "  aurora demo --json | jq .orders.deniedByControl"
    })
final class DemoCommand implements Callable<Integer> {

  private static final String STRATEGY = "momentum";
  private static final String ACCOUNT = "PAPER-1";

  private final Invocation invocation;

  @Option(
      names = "--bars",
      paramLabel = "DIR",
      description = "File or folder of daily bars; without it the shipped ones.")
  private @Nullable Path bars;

  @Option(
      names = "--sessions",
      paramLabel = "N",
      defaultValue = "60",
      description = "How many sessions, counted back from the newest (${DEFAULT-VALUE}).")
  private int sessions;

  @Option(names = "--keep", description = "Leave the service up at the end.")
  private boolean keep;

  DemoCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    boolean rollback = RollbackVariable.isOn(invocation.environment());
    DemoSettings settings = settings(rollback);
    Installation installation = new Installation(invocation);
    DemoRunner runner =
        new DemoRunner(
            invocation.home(),
            invocation.root(),
            invocation.environment(),
            () -> installation.temporalServers().ensure(),
            new DemoProgress(invocation.output()::message));
    try {
      report(runner.run(settings, keep));
    } catch (IOException e) {
      throw new DependencyError(
          Problem.of(
                  "demo-folder",
                  "The demo's folder can't be used: " + e.getMessage(),
                  "Make the data directory writable, or set AURORA_HOME to one that is.")
              .at(invocation.home()),
          e);
    }
    return ExitCode.DONE;
  }

  private DemoSettings settings(boolean rollback) {
    if (sessions < 1) {
      throw new UsageError(
          new Problem(
              "sessions",
              "A demo has at least one session.",
              "--sessions " + sessions,
              "a whole number from 1",
              "Leave the option out for the usual number."));
    }
    Path chosen =
        bars == null
            ? new ServiceLaunch(invocation.root(), invocation.environment()).shippedBars()
            : invocation.resolve(bars);
    if (!Files.exists(chosen)) {
      throw new UsageError(
          new Problem(
              "bars-missing",
              "There are no bars at this path.",
              chosen.toString(),
              "a .csv or .csv.gz file, or a folder of them",
              "Correct --bars, or leave it out for the shipped bars."));
    }
    return new DemoSettings(
        chosen.toAbsolutePath().toString(), sessions, STRATEGY, ACCOUNT, rollback, rules());
  }

  /** A demo that was begun with other rules is not gone on with: its books hold those. */
  private String rules() {
    return RulesRelease.read(new PolicyFolder(invocation).of(null)).digest();
  }

  private void report(DemoResult result) {
    Output output = invocation.output();
    if (output.json()) {
      output.document(result);
      return;
    }
    output.line("");
    output.line(DemoTable.of(result));
    output.line("Look at:");
    result.links().forEach((name, link) -> output.line("  %-28s %s".formatted(name, link)));
    output.line("  %-28s %s".formatted("artifacts", result.artifacts()));
    output.line("");
    output.line("Try next:");
    output.line("  AURORA_KILL=1 ./aurora demo      decides the same, and sends nothing");
    output.line("  ./aurora rules test              the cases beside the rules in rules/policy");
    output.line("  ./aurora down                    stops the Temporal server behind the links");
    output.line("");
    output.line("%s s.".formatted(result.elapsedSeconds()));
  }
}
