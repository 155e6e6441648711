package dev.aurora.service.promotion;

import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.fact.GateLevel;
import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.Stage;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.rules.verdict.PromotionVerdict;
import dev.aurora.rules.verdict.Verdict;
import dev.aurora.service.evidence.EvidenceBook;
import dev.aurora.service.gate.GateEvidence;
import dev.aurora.service.journal.CheckRequest;
import dev.aurora.service.journal.CheckResult;
import dev.aurora.service.journal.account.CheckTerms;
import dev.aurora.service.journal.book.Breaks;
import dev.aurora.service.journal.run.RunStore;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.killswitch.KillWatch;
import dev.aurora.service.killswitch.LastStepGuard;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.person.Approvals;
import dev.aurora.service.person.Caller;
import dev.aurora.service.person.Person;
import dev.aurora.service.person.Persons;
import dev.aurora.service.person.Role;
import dev.aurora.service.person.Secrets;
import dev.aurora.service.run.BarMarket;
import dev.aurora.service.run.CheckSituation;
import dev.aurora.service.run.InstrumentFile;
import dev.aurora.service.run.Strategies;
import dev.aurora.service.scorecard.Scorecard;
import dev.aurora.service.scorecard.ScorecardDefinition;
import dev.aurora.service.testing.ShippedData;
import dev.aurora.service.testing.ShippedPolicy;
import dev.aurora.workflows.SearchAttributes;
import dev.aurora.workflows.TaskQueues;
import dev.aurora.workflows.WorkflowIds;
import dev.aurora.workflows.order.OrderContext;
import dev.aurora.workflows.promotion.PromotionReport;
import dev.aurora.workflows.promotion.PromotionState;
import dev.aurora.workflows.promotion.PromotionWorkflowImpl;
import dev.aurora.workflows.stage.StageChoice;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A strategy that may be promoted: real books, desk, dossier, policy and workflow, on a Temporal
 * server in this process whose time runs by itself while a result is awaited.
 */
final class PromotionWorld implements AutoCloseable {

  static final Person RITA = new Person("rita", Set.of(Role.RISK));
  static final Person OLGA = new Person("olga", Set.of(Role.OPERATOR));

  /** The first task on a cold JVM and a busy machine trips the default of 1 s. */
  private static final long DEADLOCK_DETECTION_MILLIS = 60_000;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  final JournalFixture books;
  final Persons persons;
  final PromotionBook book;
  final Promotions promotions;
  final ShownEvidence shown;
  final PromotionDesk desk;
  final CandidateFinder candidates;
  private final AtomicReference<Runnable> afterConditions = new AtomicReference<>(() -> {});
  private final Strategies strategies = strategies();
  private final CheckSituation situation;
  private final TestWorkflowEnvironment temporal = temporal();
  private final PromotionRunner runner = new PromotionRunner(temporal.getWorkflowClient(), "");

  PromotionWorld(Path folder) throws IOException {
    books = new JournalFixture(folder);
    Secrets secrets = new Secrets(new SecureRandom());
    persons = new Persons(books.database, secrets, books.clock);
    persons.add(RITA, Caller.PROGRAM);
    persons.add(OLGA, Caller.of(RITA));
    book = new PromotionBook(books.database, books.clock);
    PolicyEngine engine = ShippedPolicy.engine();
    RunStore runs = new RunStore(books.database, books.clock);
    candidates = new CandidateFinder(strategies, runs, engine, folder);
    EvidenceBook evidence = new EvidenceBook(books.database);
    PassedGates gates = new PassedGates(evidence);
    KillWatch watch = new KillWatch(List.of(), Optional.empty(), "p-1");
    Approvals approvals = new Approvals(books.database, secrets, books.clock);
    desk =
        new PromotionDesk(
            book,
            evidence(candidates, gates, evidence, watch),
            candidates,
            new DossierWriter(
                new DossierFigures(books.database, books.queries, market()),
                candidates,
                evidence,
                gates),
            interrupted(engine),
            approvals,
            new LastStepGuard(watch, books.control),
            books.clock);
    promotions = new Promotions(book, candidates, strategies, engine, approvals, runner);
    situation =
        new CheckSituation(watch, strategies, new DeploymentGrants(book, gates), books.clock);
    shown = new ShownEvidence(books, folder, runs, model());
    serve();
  }

  private PromotionEvidence evidence(
      CandidateFinder candidates, PassedGates gates, EvidenceBook evidence, KillWatch watch) {
    Scorecard scorecard =
        new Scorecard(
            ScorecardDefinition.shipped(), evidence, () -> any -> Optional.empty(), books.clock);
    return new PromotionEvidence(
        book,
        candidates,
        gates,
        new GateEvidence(books.database, books.clock, "build-1"),
        evidence,
        new ScorecardReadiness(scorecard, evidence),
        new Breaks(books.database, books.clock),
        books.control,
        watch);
  }

  private void serve() {
    Worker worker =
        temporal.newWorker(
            TaskQueues.control(""),
            WorkerOptions.newBuilder()
                .setDefaultDeadlockDetectionTimeout(DEADLOCK_DETECTION_MILLIS)
                .build());
    worker.registerWorkflowImplementationTypes(PromotionWorkflowImpl.class);
    worker.registerActivitiesImplementations(desk);
    temporal.start();
  }

  /** The same answers; what a test does between the conditions and the step after comes after. */
  private PolicyEngine interrupted(PolicyEngine engine) {
    return (PolicyEngine)
        Proxy.newProxyInstance(
            PolicyEngine.class.getClassLoader(),
            new Class<?>[] {PolicyEngine.class},
            (proxy, method, arguments) -> {
              Object answer = method.invoke(engine, arguments);
              if (answer instanceof PromotionVerdict) {
                afterConditions.get().run();
              }
              return answer;
            });
  }

  /** Does something each time right after the conditions have answered. */
  void afterConditions(Runnable deed) {
    afterConditions.set(deed);
  }

  /** Writes down that the strategy, as it is now, went to paper before. */
  void inPaper() {
    Candidate now = candidates.find(Samples.STRATEGY).orElseThrow();
    PromotionSamples.promoted(book, now.strategy() + "/" + now.id() + "/1", now);
  }

  /** Asks, and waits until the conditions have answered. */
  PromotionStanding ask(TradingMode to) {
    Promotions.Answer answer =
        promotions.request(
            new Promotions.Ask(
                Samples.STRATEGY,
                to,
                "it has shown enough",
                Set.of("AAPL"),
                new BigDecimal("2000"),
                new BigDecimal("20"),
                10L,
                List.of(50, 100),
                Duration.ofDays(1),
                Duration.ofHours(6),
                Duration.ofHours(24)),
            OLGA);
    String id = ((Promotions.Done) answer).standing().id();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (standing(id).state() == PromotionState.ASSESSING && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    return standing(id);
  }

  Promotions.Answer approve(PromotionStanding standing, Person person) {
    return promotions.approve(standing.id(), standing.dossierDigest(), person, "read it");
  }

  /** What comes of it in the end; the ramp and all waiting pass by themselves. */
  PromotionReport end(PromotionStanding standing) {
    return temporal
        .getWorkflowClient()
        .newUntypedWorkflowStub(
            WorkflowIds.promotion("", Samples.STRATEGY, standing.asked().candidate().id()))
        .getResult(PromotionReport.class);
  }

  /** Asks, lets both approve, and answers what came of it. */
  PromotionReport promote(TradingMode to) {
    PromotionStanding asked = ask(to);
    approve(asked, OLGA);
    approve(asked, RITA);
    return end(asked);
  }

  PromotionStanding standing(String id) {
    return book.find(id).orElseThrow();
  }

  /** An order of the strategy's model, checked and reserved by the shipped policy. */
  Verdict check(TradingMode mode, Stage stage, String id, String symbol, String quantity) {
    Order order = shown.order(id, symbol, quantity);
    OrderContext context =
        new OrderContext(
            "",
            Samples.ACCOUNT,
            LocalDate.of(2013, 2, 27),
            mode,
            new StageChoice(stage, 1, false),
            GateLevel.L0);
    CheckRequest request =
        new CheckRequest(
            Samples.ACCOUNT,
            null,
            List.of(order),
            Samples.marketAt(Samples.NOW),
            situation.of(context, List.of(order)).underRuleSet(true),
            CheckTerms.shipped());
    CheckResult result = books.journal.checkAndReserve(request, ShippedPolicy.engine()).getFirst();
    return ((CheckResult.Checked) result).verdict();
  }

  private String model() {
    return strategies.named(Samples.STRATEGY).orElseThrow().modelVersion();
  }

  private static Strategies strategies() {
    try {
      return Strategies.load(ShippedData.STRATEGY.getParent(), "PAPER");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BarMarket market() throws IOException {
    return new BarMarket(
        ShippedData.bars(),
        TradingCalendar.nyse(),
        ShippedData.actions(),
        InstrumentFile.load(ShippedData.FOLDER.resolve("instruments.yaml")));
  }

  private static TestWorkflowEnvironment temporal() {
    TestEnvironmentOptions.Builder options = TestEnvironmentOptions.newBuilder();
    SearchAttributes.all()
        .forEach(key -> options.registerSearchAttribute(key.getName(), key.getValueType()));
    return TestWorkflowEnvironment.newInstance(options.build());
  }

  @Override
  public void close() {
    runner.stop();
    temporal.close();
    books.close();
  }
}
