package dev.aurora.service.run;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.fact.Order;
import dev.aurora.service.app.Settings;
import dev.aurora.service.breaker.BreakerDesk;
import dev.aurora.service.e2d.AsOf;
import dev.aurora.service.e2d.E2dPipeline;
import dev.aurora.service.e2d.E2dRequest;
import dev.aurora.service.e2d.E2dResult;
import dev.aurora.service.e2d.artifact.ExternalDecisions;
import dev.aurora.service.e2d.decision.Decision;
import dev.aurora.service.e2d.decision.DecisionSide;
import dev.aurora.service.journal.run.BeginResult;
import dev.aurora.service.journal.run.Retries;
import dev.aurora.service.journal.run.RunIdentity;
import dev.aurora.service.journal.run.RunRow;
import dev.aurora.service.journal.run.RunStatus;
import dev.aurora.service.journal.run.RunStore;
import dev.aurora.service.order.Heartbeat;
import dev.aurora.workflows.run.BasketPlan;
import dev.aurora.workflows.run.DecisionActivities;
import dev.aurora.workflows.run.DecisionRunInput;
import dev.aurora.workflows.run.DecisionRunReport;
import dev.aurora.workflows.run.DecisionRunReport.Status;
import dev.aurora.workflows.run.E2dOutcome;
import io.temporal.failure.ApplicationFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** E2D and the books of runs, as the workflows ask for them. */
@ApplicationScoped
public class RunActivities implements DecisionActivities {

  private static final String ARTIFACTS = "artifacts";

  private final E2dPipeline pipeline;
  private final Strategies strategies;
  private final RunStore runs;
  private final Retries retries;
  private final RunPlanning planning;
  private final PolicyEngine engine;
  private final Settings settings;
  private final BreakerDesk breakers;
  private final BarMarket market;

  @Inject
  public RunActivities(
      E2dPipeline pipeline,
      Strategies strategies,
      RunStore runs,
      Retries retries,
      RunPlanning planning,
      PolicyEngine engine,
      Settings settings,
      BreakerDesk breakers,
      BarMarket market) {
    this.pipeline = pipeline;
    this.strategies = strategies;
    this.runs = runs;
    this.retries = retries;
    this.planning = planning;
    this.engine = engine;
    this.settings = settings;
    this.breakers = breakers;
    this.market = market;
  }

  /** For the client proxy. */
  protected RunActivities() {
    this(unread(), unread(), unread(), unread(), unread(), unread(), unread(), unread(), unread());
  }

  @Override
  public E2dOutcome decide(DecisionRunInput input) {
    try (Heartbeat beating = Heartbeat.start()) {
      long begun = System.nanoTime();
      E2dResult result = pipeline.run(request(input));
      return outcome(result, (System.nanoTime() - begun) / 1_000_000);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public E2dOutcome recorded(DecisionRunInput input) {
    RunRow run =
        runs.find(RunPlanning.identity(input))
            .orElseThrow(
                () ->
                    ApplicationFailure.newNonRetryableFailure(
                        "there is no run to try again: " + RunPlanning.identity(input).key(),
                        "unknown-run"));
    return new E2dOutcome(
        run.inputs().runId(),
        settings.home().resolve(ARTIFACTS).resolve(run.inputs().runId()).toString(),
        run.reason() == null,
        run.reason() == null ? List.of() : List.of(run.reason()),
        count(run, "buy"),
        count(run, "sell"),
        count(run, "hold"),
        List.of(),
        null);
  }

  private static int count(RunRow run, String side) {
    return run.counts().getOrDefault(side, 0L).intValue();
  }

  @Override
  public BasketPlan plan(DecisionRunInput input, E2dOutcome outcome) {
    RunIdentity identity = RunPlanning.identity(input);
    if (input.retry() != null) {
      return furtherAttempt(identity, input.attempt());
    }
    return switch (begin(input, outcome)) {
      case BeginResult.DecidedByOthers others ->
          new BasketPlan(identity.key(), List.of(), decidedBy(others.run()));
      case BeginResult.Begun begun -> basket(identity, input, outcome);
      case BeginResult.SameInputs again -> basket(identity, input, outcome);
    };
  }

  @Override
  public void close(DecisionRunInput input, DecisionRunReport report) {
    if (input.retry() != null) {
      return; // the run has ended as it ended; the attempt's orders are in the books
    }
    if (report.status() == Status.ALREADY_DECIDED
        || begin(input, report.e2d()) instanceof BeginResult.DecidedByOthers) {
      return;
    }
    E2dOutcome e2d = report.e2d();
    SortedMap<String, Long> counts =
        new TreeMap<>(
            Map.of(
                "buy", (long) e2d.buys(), "sell", (long) e2d.sells(), "hold", (long) e2d.holds()));
    runs.end(
        RunPlanning.identity(input),
        report.status() == Status.COMPLETED ? RunStatus.SUCCEEDED : RunStatus.FAILED,
        counts,
        report.reason(),
        e2d.latencyMillis());
    breakers.runEnded(
        input.account(),
        input.strategy(),
        RunPlanning.identity(input).asOf(),
        market.atNextOpen(input.asOf(), List.of()).now());
  }

  private BeginResult begin(DecisionRunInput input, E2dOutcome outcome) {
    return runs.begin(
        RunPlanning.identity(input),
        planning.inputs(input, outcome, engine.ruleSetDigest()),
        input.stage().stage());
  }

  /** The legs that came to nothing, as they were, under keys of their own. */
  private BasketPlan furtherAttempt(RunIdentity identity, int attempt) {
    List<Order> legs =
        runs.planned(identity, attempt)
            .orElseGet(
                () ->
                    runs.plan(
                        identity,
                        attempt,
                        retries.open(identity).stream()
                            .map(leg -> RunPlanning.again(leg, attempt))
                            .toList()));
    return new BasketPlan(identity.key(), legs.stream().map(Order::clientOrderId).toList(), null);
  }

  /** The legs are recorded the first time; planning again after a crash gives the same. */
  private BasketPlan basket(RunIdentity identity, DecisionRunInput input, E2dOutcome outcome) {
    List<Order> legs =
        runs.planned(identity, input.attempt())
            .orElseGet(
                () ->
                    runs.plan(
                        identity, input.attempt(), planning.orders(input, decisions(outcome))));
    return new BasketPlan(identity.key(), legs.stream().map(Order::clientOrderId).toList(), null);
  }

  private static String decidedBy(RunRow run) {
    return "run "
        + run.inputs().runId()
        + " decided this bar with model "
        + run.inputs().modelDigest()
        + " under policy "
        + run.inputs().policyDigest();
  }

  private static E2dOutcome outcome(E2dResult result, long latencyMillis) {
    return new E2dOutcome(
        result.runId(),
        result.artifacts().path().toString(),
        result.succeeded(),
        result.failure() == null ? List.of() : List.of(result.failure()),
        count(result.decisions(), DecisionSide.BUY),
        count(result.decisions(), DecisionSide.SELL),
        count(result.decisions(), DecisionSide.HOLD),
        result.skipped().stream().map(skip -> skip.symbol() + ": " + skip.reason()).toList(),
        latencyMillis);
  }

  private static int count(List<Decision> decisions, DecisionSide side) {
    return (int) decisions.stream().filter(decision -> decision.side() == side).count();
  }

  private static List<Decision> decisions(E2dOutcome outcome) {
    try {
      return ExternalDecisions.read(Path.of(outcome.artifacts()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private E2dRequest request(DecisionRunInput input) {
    if (input.artifacts() != null) {
      // Running our own model instead would trade on decisions that nobody asked for.
      throw ApplicationFailure.newNonRetryableFailure(
          "external decisions can't be run yet: " + input.artifacts(), "external-artifacts");
    }
    return new E2dRequest(
        strategy(input).file(),
        AsOf.session(input.asOf()),
        settings.bars(),
        settings.corporateActions(),
        settings.home().resolve(ARTIFACTS),
        null,
        engine.ruleSetDigest());
  }

  /** A strategy that is not there will not appear by trying again. */
  private Strategies.Known strategy(DecisionRunInput input) {
    return strategies
        .named(input.strategy())
        .orElseThrow(
            () ->
                ApplicationFailure.newNonRetryableFailure(
                    "there is no strategy " + input.strategy(), "unknown-strategy"));
  }
}
