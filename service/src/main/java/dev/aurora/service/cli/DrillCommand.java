package dev.aurora.service.cli;

import dev.aurora.rules.engine.DroolsPolicyEngine;
import dev.aurora.rules.engine.EngineSettings;
import dev.aurora.rules.engine.LoadResult;
import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.engine.RuleSetLoader;
import dev.aurora.rules.language.ProblemPrinter;
import dev.aurora.service.app.ServiceLaunch;
import dev.aurora.service.drill.BreakerDrill;
import dev.aurora.service.drill.BreakerDrillRecord;
import dev.aurora.service.drill.kill.KillDrill;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.problem.DependencyError;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aurora drill}: lets things go wrong on purpose, and sees that it is noticed. */
@Command(
    name = "drill",
    description = "Show that what protects you would notice.",
    footer = {
      "",
      "Examples:",
      "  aurora drill breakers",
      "  aurora drill breakers --seed 7 --json",
      "  aurora drill crash --rounds 10 --seed 7",
      "  aurora drill gates",
      "  aurora drill kill --rounds 200 --seed 7",
      "  aurora drill rollback --rounds 50 --seed 7"
    })
final class DrillCommand implements Runnable {

  private static final int ROUNDS_MAX = 1000;
  private static final int ORDERS_MAX = 10_000;

  /** From this size on a drill that passes is evidence: the usual ones. */
  private static final int CRASH_ROUNDS = 10;

  private static final int ROLLBACK_ROUNDS = 5;
  private static final int KILL_ROUNDS = 200;
  private static final int KILL_ORDERS = 1000;

  private final Invocation invocation;

  @Spec private CommandSpec spec = CommandSpec.create();

  DrillCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Missing command: breakers, crash, gates, kill or rollback.");
  }

  @Command(
      name = "gates",
      description = {
        "Make a run on the shipped bars, spoil copies of its artifacts, of the data and of the"
            + " models one by one, then what the gates of a night judge and what their processes"
            + " answer, and see that the gate aimed at turns red.",
        "Exits 1 when a gate stays green on a spoilt copy, or turns red on a sound one. Takes about"
            + " half a minute; works in a temporary folder."
      })
  int gates(
      @Option(
              names = "--strategy",
              defaultValue = "momentum",
              paramLabel = "S",
              description = "Strategy whose run is spoilt (${DEFAULT-VALUE}).")
          String strategy) {
    GateDrillReport report = new GateDrillReport(new GateRehearsal(invocation).drill(strategy));
    if (invocation.output().json()) {
      invocation.output().document(report.document());
    } else {
      report.show(invocation.output());
    }
    return new DrillEvidence(invocation).tell("gates", true, report.passed(), report.details());
  }

  @Command(
      name = "breakers",
      description = {
        "Let strategies, feeds and a broker go wrong against the policy, and see how far each gets"
            + " before it is stopped, and whether what is held can still be closed.",
        "Exits 1 when one is not stopped within the bound that the policy's limits say, or a"
            + " position is trapped. Takes about half a minute; works in temporary folders."
      })
  int breakers(
      @Option(
              names = "--seed",
              defaultValue = "1",
              paramLabel = "SEED",
              description = "Seed of the orders, a whole number (${DEFAULT-VALUE}).")
          long seed,
      @Option(
              names = "--only",
              split = ",",
              paramLabel = "SCENARIO",
              description = "Play these scenarios alone.")
          @Nullable List<String> only) {
    Path policy = new ServiceLaunch(invocation.root(), invocation.environment()).rules();
    RuleSet ruleSet = ruleSet(policy);
    BreakerDrill drill = new BreakerDrill(ruleSet, TradingCalendar.nyse(), invocation.clock());
    List<String> scenarios = scenarios(drill.scenarioNames(), only);
    invocation.output().progress("Letting things go wrong against " + policy);
    try {
      List<BreakerDrillRecord> records = drill.run(scenarios, seed);
      boolean passed =
          new BreakerDrillReport(ruleSet.digest(), seed, records).show(invocation.output());
      Map<String, Object> details =
          Map.of("ruleSet", ruleSet.digest(), "seed", seed, "scenarios", records.size());
      return new DrillEvidence(invocation).tell("breakers", only == null, passed, details);
    } catch (IOException e) {
      throw impossible(e);
    }
  }

  @Command(
      name = "crash",
      description = {
        "Kill service, Temporal server and broker link at random points under load, and check the"
            + " broker's own ledger and the books after each.",
        "Exits 1 when anything was lost, sent twice or left behind. About ten seconds a round, with"
            + " a server and books of its own."
      })
  int crash(
      @Option(
              names = "--rounds",
              defaultValue = "10",
              paramLabel = "N",
              description = "How many kills (${DEFAULT-VALUE}).")
          int rounds,
      @Option(
              names = "--seed",
              paramLabel = "SEED",
              description = "Which kills, a whole number; without it others each time.")
          @Nullable Long seed) {
    requireRounds(rounds);
    CrashRehearsal rehearsal = new CrashRehearsal(invocation);
    long chosen = seed == null ? invocation.clock().millis() : seed;
    boolean passed =
        new CrashDrillReport(rehearsal.crash(rounds, chosen)).show(invocation.output());
    return new DrillEvidence(invocation)
        .tell("crash", rounds >= CRASH_ROUNDS, passed, Map.of("rounds", rounds, "seed", chosen));
  }

  @Command(
      name = "rollback",
      description = {
        "Submit orders while the rollout goes advance, ramp 25 %%, rollback, advance, with the"
            + " worker killed in between, and hold each order against what its history says.",
        "Exits 1 when an order took another stage than its history says, went twice or not at all,"
            + " or the share of the ramp is out of bounds. 20 orders and about ten seconds a round,"
            + " with a server and books of its own."
      })
  int rollback(
      @Option(
              names = "--rounds",
              defaultValue = "5",
              paramLabel = "N",
              description = "How many ways forward and back (${DEFAULT-VALUE}).")
          int rounds,
      @Option(
              names = "--seed",
              paramLabel = "SEED",
              description = "Which orders and kills, a whole number; without it others each time.")
          @Nullable Long seed) {
    requireRounds(rounds);
    CrashRehearsal rehearsal = new CrashRehearsal(invocation);
    long chosen = seed == null ? invocation.clock().millis() : seed;
    boolean passed =
        new RollbackDrillReport(rehearsal.rollback(rounds, chosen)).show(invocation.output());
    return new DrillEvidence(invocation)
        .tell(
            "rollback",
            rounds >= ROLLBACK_ROUNDS,
            passed,
            Map.of("rounds", rounds, "seed", chosen));
  }

  @Command(
      name = "kill",
      description = {
        "Kill the firm while two workers send, with a broker that answers all, some or no cancels,"
            + " and check by its own ledger what was sent, and when.",
        "Exits 1 when a send began more than 100 ms after the latch, a cancel was asked for later"
            + " than 1 s after it, or the list of open orders was wrong. Takes some minutes; works"
            + " in a temporary folder."
      })
  int kill(
      @Option(
              names = "--rounds",
              defaultValue = "200",
              paramLabel = "N",
              description = "Rounds in which sends race a kill (${DEFAULT-VALUE}).")
          int rounds,
      @Option(
              names = "--orders",
              defaultValue = "1000",
              paramLabel = "N",
              description = "Orders that work when the kill under load comes (${DEFAULT-VALUE}).")
          int orders,
      @Option(
              names = "--seed",
              defaultValue = "1",
              paramLabel = "SEED",
              description = "Seed of the moments, a whole number (${DEFAULT-VALUE}).")
          long seed) {
    requireRounds(rounds);
    requireWithin("--orders", orders, ORDERS_MAX);
    Path policy = new ServiceLaunch(invocation.root(), invocation.environment()).rules();
    invocation.output().progress("Killing the firm under " + orders + " working orders");
    try (PolicyEngine engine =
        DroolsPolicyEngine.compile(ruleSet(policy), EngineSettings.untimed())) {
      KillDrill drill = new KillDrill(engine, TradingCalendar.nyse(), invocation.clock());
      boolean passed =
          new KillDrillReport(drill.run(orders, rounds, seed)).show(invocation.output());
      return new DrillEvidence(invocation)
          .tell(
              "kill",
              rounds >= KILL_ROUNDS && orders >= KILL_ORDERS,
              passed,
              Map.of("rounds", rounds, "orders", orders, "seed", seed));
    } catch (IOException e) {
      throw impossible(e);
    }
  }

  private static DependencyError impossible(IOException e) {
    return new DependencyError(
        Problem.of(
            "drill-impossible",
            "The drills could not be run: " + e.getMessage(),
            "See that the temporary folder is writable."),
        e);
  }

  private static void requireRounds(int rounds) {
    requireWithin("--rounds", rounds, ROUNDS_MAX);
  }

  private static void requireWithin(String option, int number, int max) {
    if (number < 1 || number > max) {
      throw new UsageError(
          new Problem(
              "number-out-of-range",
              "This number can't be played.",
              option + " " + number,
              "a whole number from 1 to " + max,
              "Correct it, or leave " + option + " out."));
    }
  }

  private static List<String> scenarios(List<String> all, @Nullable List<String> only) {
    if (only == null) {
      return all;
    }
    for (String name : only) {
      if (!all.contains(name)) {
        throw new UsageError(
            new Problem(
                "unknown-scenario",
                "There is no such scenario.",
                "--only " + name,
                "one of " + String.join(", ", all),
                "Correct it, or leave --only out."));
      }
    }
    return only;
  }

  private static RuleSet ruleSet(Path policy) {
    return switch (RuleSetLoader.shipped().load(policy)) {
      case LoadResult.Loaded loaded -> loaded.ruleSet();
      case LoadResult.Refused refused ->
          throw new UsageError(
              Problem.of(
                      "policy-refused",
                      "The policy has mistakes:\n"
                          + new ProblemPrinter(refused.files()).print(refused.problems()),
                      "Correct them until `aurora rules check` is clean, then drill again.")
                  .at(policy));
    };
  }
}
