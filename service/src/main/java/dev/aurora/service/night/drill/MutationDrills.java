package dev.aurora.service.night.drill;

import dev.aurora.rules.cases.PolicyMutation;
import dev.aurora.service.gate.GateSubject;
import dev.aurora.service.gate.GateVerdict;
import dev.aurora.service.night.MutationGate;
import dev.aurora.service.night.PitReports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Ways for tests and cases to get weaker, and for PIT's report to be another than the one that is
 * wanted. The report of each copy has the shape of PIT's and made-up mutants; the policy is the
 * shipped one.
 */
final class MutationDrills {

  private static final String GATE = "mutation";
  private static final Instant BEGUN = Instant.parse("2026-03-10T03:40:00Z");

  private final GateSubject shipped;
  private final Path work;

  /**
   * @param work folder for the copies, which stay until the caller removes it
   */
  MutationDrills(GateSubject shipped, Path work) {
    this.shipped = shipped;
    this.work = work;
  }

  /** Changes a copy. */
  @FunctionalInterface
  private interface Spoiler {
    void spoil(PitCopy copy) throws IOException;
  }

  List<NightDrill> all() {
    return Stream.of(controls(), policy(), scores(), reports(), results())
        .flatMap(List::stream)
        .toList();
  }

  private List<NightDrill> controls() {
    return List.of(
        NightDrill.control(GATE, "the shipped policy, a sound report", () -> withCases(copy -> {})),
        control("exactly at the score", copy -> copy.reports(800, 200)),
        control(
            "a test that hangs counts as noticed", copy -> copy.replace("KILLED", "TIMED_OUT")));
  }

  private List<NightDrill> policy() {
    return List.of(
        NightDrill.red(
            GATE, "a case taken out of the policy", () -> withCases(PitCopy::withoutACase)),
        NightDrill.red(
            GATE, "a policy that is refused", () -> withCases(copy -> copy.rule("rule \"x\" wh"))),
        NightDrill.red(GATE, "no policy", () -> withCases(PitCopy::withoutPolicy)),
        tried("one change of the policy survives", new PolicyMutation.Report(9, 8, List.of("x"))),
        tried("no change of the policy tried", new PolicyMutation.Report(0, 0, List.of())));
  }

  private List<NightDrill> scores() {
    return List.of(
        red("survivors in every part", copy -> copy.reports(799, 201)),
        red("survivors in the metrics", copy -> copy.survivors("e2d.metric", 201)),
        red("survivors in the reducer", copy -> copy.survivors("rules.fact", 201)),
        red("survivors in the sizing", copy -> copy.survivors("PositionSizer", 201)),
        red("mutants that no test reaches", copy -> copy.replace("KILLED", "NO_COVERAGE")),
        red("mutants that could not be tried", copy -> copy.replace("KILLED", "RUN_ERROR")),
        red("fewer mutants than there were", copy -> copy.reports(10, 0)),
        red("a part left out", copy -> copy.only(PitReports.SERVICE, "e2d.metric")));
  }

  private List<NightDrill> reports() {
    return List.of(
        red("no report of the rules", copy -> copy.delete(PitReports.RULES)),
        red("no report of the service", copy -> copy.delete(PitReports.SERVICE)),
        red("a report empty", copy -> copy.write(PitReports.SERVICE, "")),
        red("a report cut off", copy -> copy.cutOff(PitReports.RULES)),
        red("a report that is none", copy -> copy.write(PitReports.RULES, "<html>\n")),
        red(
            "the report of an earlier PIT",
            copy -> copy.written(PitReports.SERVICE, BEGUN.minusSeconds(1))),
        red("a source changed since", copy -> copy.written(PitCopy.SOURCE, BEGUN.plusMillis(1))));
  }

  private List<NightDrill> results() {
    return List.of(
        red("PIT failed", copy -> copy.result("\"begun\": \"%s\", \"exit\": 1".formatted(BEGUN))),
        red("no exit of PIT", copy -> copy.result("\"begun\": \"%s\"".formatted(BEGUN))),
        red(
            "an exit as text",
            copy -> copy.result("\"begun\": \"%s\", \"exit\": \"0\"".formatted(BEGUN))),
        red("no begin of PIT", copy -> copy.result("\"exit\": 0")),
        red("a begin that is none", copy -> copy.result("\"begun\": \"today\", \"exit\": 0")),
        red("a result that is no JSON", copy -> copy.write(PitReports.RESULT, "exit 0")),
        red("no result of PIT", copy -> copy.delete(PitReports.RESULT)));
  }

  private NightDrill red(String mutation, Spoiler spoiler) {
    return NightDrill.red(GATE, mutation, () -> judge(reported(), spoiler));
  }

  private NightDrill control(String mutation, Spoiler spoiler) {
    return NightDrill.control(GATE, mutation, () -> judge(reported(), spoiler));
  }

  private NightDrill tried(String mutation, PolicyMutation.Report report) {
    return NightDrill.red(
        GATE, mutation, () -> judge(new MutationGate(policy -> report), copy -> {}));
  }

  /** What the cases say is not what these drill, and takes seconds. */
  private static MutationGate reported() {
    return new MutationGate(policy -> new PolicyMutation.Report(1, 1, List.of()));
  }

  private GateVerdict withCases(Spoiler spoiler) throws IOException {
    return judge(new MutationGate(), spoiler);
  }

  private GateVerdict judge(MutationGate gate, Spoiler spoiler) throws IOException {
    Path root = Files.createTempDirectory(Files.createDirectories(work), "pit-");
    PitCopy copy = PitCopy.of(shipped.checkoutFolder().resolve("rules/policy"), root, BEGUN);
    spoiler.spoil(copy);
    return NightDrill.judge(gate, new GateSubject(null, null, root));
  }
}
