package dev.aurora.service.night.drill;

import dev.aurora.service.drill.crash.CrashReport;
import dev.aurora.service.drill.crash.CrashRound;
import dev.aurora.service.drill.crash.CrashVictim;
import dev.aurora.service.e2d.E2dStage;
import dev.aurora.service.gate.GateSubject;
import dev.aurora.service.gate.GateVerdict;
import dev.aurora.service.night.IdempotencyGate;
import dev.aurora.service.night.StageKills;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Ways for a kill to change what comes out, or an order to go twice or be lost. */
final class IdempotencyDrills {

  private static final String GATE = "idempotency";
  private static final String MODEL = E2dStage.MODEL.id();

  private final GateSubject subject;

  IdempotencyDrills(GateSubject subject) {
    this.subject = subject;
  }

  List<NightDrill> all() {
    return Stream.of(controls(), artifacts(), orders()).flatMap(List::stream).toList();
  }

  private List<NightDrill> controls() {
    return List.of(
        NightDrill.control(
            GATE, "the same artifacts after every kill", () -> judge(played(all -> {}), sound())),
        NightDrill.control(
            GATE,
            "a kill that met nothing, beside some that did",
            () -> judge(played(all -> {}), crashes(0, List.of(), calm(), busy()))));
  }

  private List<NightDrill> artifacts() {
    return List.of(
        killed("a file with other bytes after a kill", files -> files.put("decisions.json", "x")),
        killed("a file more after a kill", files -> files.put("decisions.json.tmp", "x")),
        killed("a file lost after a kill", files -> files.remove("trace.jsonl")),
        killed("nothing there after a kill", SortedMap::clear),
        stages("a stage that nobody was killed after", all -> all.remove(MODEL)),
        stages("no kill at all", SortedMap::clear),
        NightDrill.red(
            GATE,
            "no artifacts, killed or not",
            () -> judge(new StageKills.Played(new TreeMap<>(), after(new TreeMap<>())), sound())),
        NightDrill.red(
            GATE,
            "a run that does not go on",
            () ->
                judge(
                    new IdempotencyGate(
                        given -> {
                          throw new IOException("a run that was to go on ended with 1");
                        },
                        IdempotencyDrills::sound))));
  }

  private List<NightDrill> orders() {
    return List.of(
        crash("one order sent twice", crashes(1, List.of(), busy())),
        crash(
            "one order twice in a round", crashes(0, List.of(), busy("1 orders were sent twice"))),
        crash("a fill lost", crashes(0, List.of("a fill was lost: E-7"), busy())),
        crash(
            "an order forgotten", crashes(0, List.of("order-3 was forgotten on its way"), busy())),
        crash(
            "the load never through", crashes(0, List.of(), busy("the load did not come through"))),
        crash(
            "no order reached the broker",
            new CrashReport(1, List.of(busy()), 0, 0, 0, List.of(), "")),
        crash("nothing killed", new CrashReport(1, List.of(), 12, 0, 12, List.of(), "")),
        NightDrill.red(
            GATE,
            "no second server to kill",
            () ->
                judge(
                    new IdempotencyGate(
                        given -> played(all -> {}),
                        () -> {
                          throw new IOException("no free port");
                        }))));
  }

  private NightDrill killed(String mutation, Consumer<SortedMap<String, String>> change) {
    return stages(
        mutation, all -> all.computeIfPresent(MODEL, (stage, files) -> changed(files, change)));
  }

  private static SortedMap<String, String> changed(
      SortedMap<String, String> files, Consumer<SortedMap<String, String>> change) {
    change.accept(files);
    return files;
  }

  private NightDrill stages(
      String mutation, Consumer<SortedMap<String, SortedMap<String, String>>> change) {
    return NightDrill.red(GATE, mutation, () -> judge(played(change), sound()));
  }

  private NightDrill crash(String mutation, CrashReport report) {
    return NightDrill.red(GATE, mutation, () -> judge(played(all -> {}), report));
  }

  private GateVerdict judge(StageKills.Played played, CrashReport report) {
    return judge(new IdempotencyGate(given -> played, () -> report));
  }

  private GateVerdict judge(IdempotencyGate gate) {
    return NightDrill.judge(gate, subject);
  }

  private static StageKills.Played played(
      Consumer<SortedMap<String, SortedMap<String, String>>> change) {
    SortedMap<String, String> undisturbed =
        new TreeMap<>(Map.of("decisions.json", "a", "trace.jsonl", "b"));
    SortedMap<String, SortedMap<String, String>> killed = after(undisturbed);
    change.accept(killed);
    return new StageKills.Played(undisturbed, killed);
  }

  private static SortedMap<String, SortedMap<String, String>> after(
      SortedMap<String, String> files) {
    SortedMap<String, SortedMap<String, String>> killed = new TreeMap<>();
    for (E2dStage stage : E2dStage.values()) {
      killed.put(stage.id(), new TreeMap<>(files));
    }
    return killed;
  }

  private static CrashReport sound() {
    return crashes(0, List.of(), busy());
  }

  private static CrashReport crashes(
      long duplicates, List<String> finalFindings, CrashRound... rounds) {
    return new CrashReport(1, Arrays.asList(rounds), 12, duplicates, 12, finalFindings, "");
  }

  private static CrashRound busy(String... findings) {
    return new CrashRound(
        1, CrashVictim.SERVICE, 900, Map.of("IN_FLIGHT", 2L), 4_000, List.of(findings));
  }

  private static CrashRound calm() {
    return new CrashRound(2, CrashVictim.TEMPORAL, 0, Map.of(), 4_000, List.of());
  }
}
