package dev.aurora.service.night.drill;

import dev.aurora.service.gate.GateVerdict;
import dev.aurora.service.night.GateAnswer;
import java.util.List;
import java.util.stream.Stream;

/** Ways for the process of a gate to answer something that is no verdict; the same for each. */
final class AnswerDrills {

  private static final List<String> GATES =
      List.of("reconciliation", "mutation", "breakers", "kill-switch", "idempotency");
  private static final String LEVEL = "L1";

  private AnswerDrills() {}

  static List<NightDrill> all() {
    return GATES.stream().flatMap(AnswerDrills::of).toList();
  }

  private static Stream<NightDrill> of(String gate) {
    String sound = sound(gate);
    return Stream.of(
        NightDrill.control(gate, "its process answers green", () -> verdict(gate, 0, sound)),
        red(gate, "its process killed after it answered", 137, sound),
        red(gate, "its process found no way to judge", 3, sound),
        red(gate, "green, and the exit of red", 1, sound),
        red(gate, "red, and the exit of green", 0, reddened(sound)),
        red(gate, "its process answers nothing", 0, ""),
        red(gate, "its answer empty", 0, "[]"),
        red(gate, "its answer cut off", 0, sound.substring(0, sound.length() / 2)),
        red(gate, "its answer twice", 0, sound + sound),
        red(gate, "its answer no JSON", 0, "All is well."),
        red(gate, "an answer of another gate", 0, sound(gate + "-2")),
        red(gate, "an answer of another level", 0, sound.replace(LEVEL, "L0")),
        red(gate, "a verdict that is none", 0, sound.replace("\"green\"", "\"greenish\"")),
        red(gate, "no word of what was judged", 0, sound.replace("sha256:ab", "")),
        red(gate, "no evidence", 0, sound.replace("\"evidence\"", "\"evidences\"")),
        red(gate, "reasons left out", 0, sound.replace("\"reasons\"", "\"reason\"")));
  }

  private static NightDrill red(String gate, String mutation, int exit, String text) {
    return NightDrill.red(gate, mutation, () -> verdict(gate, exit, text));
  }

  private static GateVerdict verdict(String gate, int exit, String text) {
    return new GateAnswer(exit, text).verdict(LEVEL, gate);
  }

  private static String sound(String gate) {
    return """
    [{"gate": "%s", "level": "%s", "verdict": "green", "reasons": [], "evidence": {"a": 1},
      "inputDigest": "sha256:ab", "durationMs": 12.5}]
    """
        .formatted(gate, LEVEL);
  }

  private static String reddened(String sound) {
    return sound.replace("\"green\"", "\"red\"").replace("[],", "[\"something is wrong\"],");
  }
}
