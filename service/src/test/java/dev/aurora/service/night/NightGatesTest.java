package dev.aurora.service.night;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.service.drill.BreakerDrill;
import dev.aurora.service.drill.BreakerDrillRecord;
import dev.aurora.service.drill.crash.CrashReport;
import dev.aurora.service.drill.crash.CrashRound;
import dev.aurora.service.drill.crash.CrashVictim;
import dev.aurora.service.drill.kill.KillDrillRecord;
import dev.aurora.service.e2d.E2dStage;
import dev.aurora.service.gate.Gate;
import dev.aurora.service.gate.GateSubject;
import dev.aurora.service.gate.GateVerdict;
import dev.aurora.service.gate.Gates;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.testing.Checkout;
import dev.aurora.service.testing.PolicyCopy;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each gate green on what holds, and red on each thing that is aimed at it. */
class NightGatesTest {

  private static final Clock CLOCK = Clock.systemUTC();
  private static final Instant BEGUN = Instant.parse("2026-03-10T03:40:00Z");

  private static final MachineLoad IDLE = new MachineLoad(() -> 0.5, 2);

  @TempDir Path folder;

  @Test
  void theGatesAreThoseOfTheDesign() {
    NightGates gates =
        new NightGates(TradingCalendar.nyse(), CLOCK, seed -> crashes(List.of()), List::of);

    assertThat(gates.gates())
        .allMatch(gate -> gate.level() == GateLevel.L1)
        .extracting(Gate::id)
        .containsExactlyInAnyOrder(
            "reconciliation", "mutation", "breakers", "kill-switch", "idempotency");
  }

  // mutation

  @Test
  void mutationIsGreenWhenEveryPartScores() throws IOException {
    assertThat(mutation(checkout()).reasons()).isEmpty();
  }

  @Test
  void mutationIsRedWhenNoCaseNoticesAChangeOfARule() throws IOException {
    Path root = checkout();
    Path cases = root.resolve("rules/policy/pretrade/loss-streak/loss-streak.cases.yaml");
    String text = Files.readString(cases);
    int atTheLimit = text.indexOf("  - name: at the limit is denied");
    int above = text.indexOf("  - name: above the limit is denied");
    Files.writeString(cases, text.substring(0, atTheLimit) + text.substring(above));

    assertThat(mutation(root).reasons()).anyMatch(reason -> reason.startsWith("no case notices: "));
  }

  @Test
  void mutationIsRedBelowItsScoreAndWithoutAPart() throws IOException {
    Path root = checkout();
    pit(root, 316, 84);
    assertThat(mutation(root).reasons())
        .containsExactly(
            "metrics: 316 of 400 mutants noticed, a score of 0.7900 below 0.80",
            "reducer: 316 of 400 mutants noticed, a score of 0.7900 below 0.80",
            "sizing: 316 of 400 mutants noticed, a score of 0.7900 below 0.80");

    Files.writeString(
        root.resolve(PitReports.SERVICE), row("dev.aurora.service.e2d.metric.X", "KILLED"));
    assertThat(mutation(root).reasons()).contains("PIT tried nothing of sizing");
  }

  @Test
  void mutationIsRedWhenASourceChangedAfterPitBegan() throws IOException {
    Path root = checkout();
    Files.setLastModifiedTime(root.resolve("rules/src/A.java"), FileTime.from(BEGUN.plusMillis(1)));

    assertThat(mutation(root).reasons()).singleElement().asString().contains("stale");
  }

  @Test
  void mutationIsRedWithoutAReportOrWithOneOfAFailure() throws IOException {
    Path root = checkout();
    Files.writeString(
        root.resolve(PitReports.RESULT), "{\"begun\": \"" + BEGUN + "\", \"exit\": 1}");
    assertThat(mutation(root).reasons()).singleElement().asString().contains("PIT failed");

    Files.delete(root.resolve(PitReports.SERVICE));
    assertThat(mutation(root).reasons()).singleElement().asString().contains("is missing");
  }

  // breakers

  @Test
  void breakersIsRedWhenAScenarioIsNotStoppedOrAPositionTrappedOrNothingPlayed()
      throws IOException {
    BreakerDrill drill = new BreakerDrill(PolicyCopy.shipped(), TradingCalendar.nyse(), CLOCK);
    List<BreakerDrillRecord> sound = drill.run(List.of("rejecting-broker"), 1);

    assertThat(breakers(sound).reasons()).isEmpty();
    assertThat(breakers(List.of(with(sound.getFirst(), false, sound.getFirst().exit()))).reasons())
        .containsExactly("rejecting-broker: stopped within its bound");
    assertThat(
            breakers(List.of(with(sound.getFirst(), true, BreakerDrillRecord.ExitWay.NONE)))
                .reasons())
        .containsExactly("rejecting-broker: what is held can't be closed");
    assertThat(breakers(List.of()).reasons()).containsExactly("nothing was let go wrong");
  }

  // kill-switch

  @Test
  void killSwitchIsRedOnASendAfterTheKillOrALateCancelOrWithoutOrders() {
    assertThat(kill(killed(50, 5, List.of(), List.of())).reasons()).isEmpty();
    assertThat(kill(killed(50, 5, List.of("a send began 120 ms after"), List.of())).reasons())
        .containsExactly("a send began 120 ms after");
    assertThat(kill(killed(50, 5, List.of(), List.of("asked after 1.2 s"))).reasons())
        .containsExactly("asked after 1.2 s");
    assertThat(kill(killed(0, 5, List.of(), List.of())).reasons())
        .containsExactly("the kill met no orders");
    assertThat(kill(killed(50, 0, List.of(), List.of())).reasons())
        .containsExactly("the kill met no orders");
  }

  @Test
  void killSwitchSaysThatTheMachineWasBusyAndIsRedAllTheSame() {
    KillDrillRecord late = killed(50, 5, List.of(), List.of("asked after 1.2 s"));

    assertThat(
            judge(new KillSwitchGate(policy -> late, new MachineLoad(() -> 20.1, 2)), shipped())
                .reasons())
        .containsExactly(
            "asked after 1.2 s",
            "the machine was busy before the kill: a load of 20.10 on 2 processors; the limits"
                + " stand, judge again when it is idle");
  }

  // reconciliation

  @Test
  void reconciliationIsRedOnABreakOrSilenceOrWithoutAccounts() {
    ReconciliationGate.Account agreed = new ReconciliationGate.Account("PAPER-1", true, List.of());

    assertThat(reconciliation(List.of(agreed)).reasons()).isEmpty();
    assertThat(
            reconciliation(
                    List.of(
                        agreed,
                        new ReconciliationGate.Account("PAPER-2", true, List.of("AAPL differs"))))
                .reasons())
        .containsExactly("PAPER-2: AAPL differs");
    assertThat(
            reconciliation(List.of(new ReconciliationGate.Account("PAPER-1", false, List.of())))
                .reasons())
        .containsExactly("PAPER-1: the broker does not answer");
    assertThat(reconciliation(List.of()).reasons())
        .containsExactly("there is no account to compare");
    assertThat(
            judge(
                    new ReconciliationGate(
                        () -> {
                          throw new IOException("no service runs");
                        }),
                    shipped())
                .reasons())
        .containsExactly("can't be judged: no service runs");
  }

  // idempotency

  /** One stage, with real processes; the gate plays them all, and so does the system property. */
  @Test
  void aRunKilledAfterAStageGoesOnToTheSameArtifacts() throws IOException {
    List<E2dStage> stages =
        Boolean.getBoolean("aurora.stages.all")
            ? List.of(E2dStage.values())
            : List.of(E2dStage.MODEL);

    StageKills.Played played = new StageKills(stages).play(shipped());

    assertThat(played.undisturbed()).hasSizeGreaterThan(6);
    assertThat(played.killed()).hasSize(stages.size());
    assertThat(played.killed().values()).allMatch(played.undisturbed()::equals);
  }

  @Test
  void idempotencyIsRedOnOneOtherByteOneFileMoreOrLessAndAStageLeftOut() {
    assertThat(idempotency(played(files -> files), crashes(List.of())).reasons()).isEmpty();
    assertThat(idempotency(played(put("decisions.json", "other")), crashes(List.of())).reasons())
        .containsExactly("killed after model: decisions.json is another");
    assertThat(idempotency(played(put("more.json", "x")), crashes(List.of())).reasons())
        .containsExactly("killed after model: more.json is another");
    assertThat(idempotency(played(without("trace.jsonl")), crashes(List.of())).reasons())
        .containsExactly("killed after model: trace.jsonl is another");

    StageKills.Played short1 = played(files -> files);
    short1.killed().remove("model");
    assertThat(idempotency(short1, crashes(List.of())).reasons())
        .containsExactly("no run was killed after model");
  }

  @Test
  void idempotencyIsRedWhenAnOrderGoesTwiceOrNoneWasInFlight() {
    assertThat(idempotency(played(f -> f), crashes(List.of("order 1 was sent twice"))).reasons())
        .containsExactly("order 1 was sent twice");
    assertThat(
            idempotency(played(f -> f), new CrashReport(1, List.of(), 0, 0, 0, List.of(), "folder"))
                .reasons())
        .containsExactly("no orders were in flight while things were killed");
  }

  private static CrashReport crashes(List<String> findings) {
    return new CrashReport(
        1,
        List.of(
            new CrashRound(1, CrashVictim.values()[0], 10, Map.of("WORKING", 1L), 100, findings)),
        12,
        0,
        12,
        List.of(),
        "folder");
  }

  /** Every stage as undisturbed, the one after the model changed. */
  private static StageKills.Played played(UnaryOperator<SortedMap<String, String>> change) {
    SortedMap<String, String> calm =
        new TreeMap<>(Map.of("decisions.json", "a", "trace.jsonl", "b"));
    SortedMap<String, SortedMap<String, String>> killed = new TreeMap<>();
    for (E2dStage stage : E2dStage.values()) {
      killed.put(stage.id(), new TreeMap<>(calm));
    }
    killed.put("model", change.apply(new TreeMap<>(calm)));
    return new StageKills.Played(calm, killed);
  }

  private static UnaryOperator<SortedMap<String, String>> put(String name, String digest) {
    return files -> {
      files.put(name, digest);
      return files;
    };
  }

  private static UnaryOperator<SortedMap<String, String>> without(String name) {
    return files -> {
      files.remove(name);
      return files;
    };
  }

  private static GateVerdict idempotency(StageKills.Played played, CrashReport crashes) {
    return judge(new IdempotencyGate(subject -> played, () -> crashes), shipped());
  }

  private static GateVerdict reconciliation(List<ReconciliationGate.Account> accounts) {
    return judge(new ReconciliationGate(() -> accounts), shipped());
  }

  private static GateVerdict kill(KillDrillRecord record) {
    return judge(new KillSwitchGate(policy -> record, IDLE), shipped());
  }

  private static GateVerdict breakers(List<BreakerDrillRecord> records) {
    return judge(new BreakersGate(() -> List.of("rejecting-broker"), policy -> records), shipped());
  }

  private static GateVerdict mutation(Path root) {
    return judge(new MutationGate(), new GateSubject(null, null, root));
  }

  private static GateVerdict judge(Gate gate, GateSubject subject) {
    return new Gates(List.of(gate), System::nanoTime)
        .run(GateLevel.L1, subject, Set.of())
        .getFirst();
  }

  private static GateSubject shipped() {
    Path root = Checkout.root();
    return new GateSubject(null, root.resolve("service/data"), root);
  }

  private static KillDrillRecord killed(
      int working, int rounds, List<String> findings, List<String> slow) {
    BigDecimal ms = BigDecimal.TEN;
    return new KillDrillRecord(
        1,
        working,
        List.of(
            new KillDrillRecord.Worker("worker 1", 20, ms, ms),
            new KillDrillRecord.Worker("worker 2", 20, ms, ms)),
        ms,
        ms,
        ms,
        ms,
        Stream.of("all", "some", "none")
            .map(answers -> new KillDrillRecord.OpenList(answers, 60, 0, 0, true, true))
            .toList(),
        new KillDrillRecord.Races(rounds, rounds * 4, rounds, ms, 0),
        findings,
        slow);
  }

  private static BreakerDrillRecord with(
      BreakerDrillRecord it, boolean stopped, BreakerDrillRecord.ExitWay exit) {
    return new BreakerDrillRecord(
        it.scenario(),
        it.attack(),
        it.tried(),
        it.approved(),
        it.sent(),
        it.triedBeforeStop(),
        it.stoppedBy(),
        it.measure(),
        it.observed(),
        it.boundBy(),
        it.bound(),
        it.firstLatch(),
        exit,
        stopped,
        it.finding());
  }

  /** The shipped policy, one source, and a report of PIT that notices 4 of 5. */
  private Path checkout() throws IOException {
    Path root = folder.resolve("checkout");
    Path policy = Checkout.root().resolve("rules/policy");
    try (Stream<Path> walk = Files.walk(policy)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        Path copy = root.resolve("rules/policy").resolve(policy.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    Path source = root.resolve("rules/src/A.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, "class A {}");
    Files.setLastModifiedTime(source, FileTime.from(BEGUN));
    Files.createDirectories(root.resolve(PitReports.RESULT).getParent());
    Files.writeString(
        root.resolve(PitReports.RESULT), "{\"begun\": \"" + BEGUN + "\", \"exit\": 0}");
    pit(root, 320, 80);
    return root;
  }

  private static void pit(Path root, int killed, int survived) throws IOException {
    List<String> rules = new ArrayList<>();
    List<String> service = new ArrayList<>();
    for (int i = 0; i < killed + survived; i++) {
      String status = i < killed ? "KILLED" : i % 2 == 0 ? "SURVIVED" : "NO_COVERAGE";
      rules.add(row("dev.aurora.rules.fact.Prices", status));
      service.add(row("dev.aurora.service.e2d.metric.RankCorrelation", status));
      service.add(row("dev.aurora.service.e2d.decision.PositionSizer", status));
    }
    Files.createDirectories(root.resolve(PitReports.RULES).getParent());
    Files.createDirectories(root.resolve(PitReports.SERVICE).getParent());
    Files.write(root.resolve(PitReports.RULES), rules);
    Files.write(root.resolve(PitReports.SERVICE), service);
  }

  private static String row(String type, String status) {
    return "X.java,%s,Math,of,12,%s,none".formatted(type, status);
  }
}
