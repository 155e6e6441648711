package dev.aurora.service.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.aurora.rules.fact.GateLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatesTest {

  @TempDir Path folder;

  @Test
  void runsTheGatesOfALevelInTheirOrder() throws IOException {
    Files.writeString(folder.resolve("a"), "x");
    Gates gates = gates(reading("one", folder)).and(List.of(reading("two", folder)));

    assertThat(gates.run(GateLevel.L1, nothing(), Set.of()))
        .extracting(GateVerdict::gate)
        .containsExactly("one", "two");
    assertThat(gates.run(GateLevel.L1, nothing(), Set.of("two")))
        .singleElement()
        .satisfies(v -> assertThat(v.reasons()).isEmpty())
        .satisfies(v -> assertThat(v.inputDigest()).startsWith("sha256:"));
  }

  @Test
  void isRedOnWhatIsMissingHasNoFilesOrAnEmptyOne() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.csv"));
    Path bare = Files.createDirectory(folder.resolve("bare"));

    assertThat(reasons(reading("x", folder.resolve("none"))))
        .singleElement()
        .asString()
        .endsWith("none is missing");
    assertThat(reasons(reading("x", empty))).containsExactly("empty.csv is empty");
    assertThat(reasons(reading("x", bare))).containsExactly("bare has no files");
  }

  @Test
  void isRedWhereTheSubjectLacksWhatAGateReads() {
    Gate gate = new TestGate("x", subject -> List.of(subject.bars()), (subject, finding) -> {});

    assertThat(reasons(gate))
        .containsExactly("can't be judged: no folder of bars, models and goldens was given");
  }

  @Test
  void isRedOnAGateThatDoesNotSayWhatItJudged() {
    assertThat(reasons(new TestGate("x", subject -> List.of(), (subject, finding) -> {})))
        .containsExactly("does not say what it judged");
    assertThat(
            reasons(
                new TestGate(
                    "x",
                    subject -> List.of(),
                    (subject, finding) -> finding.judged("rules", "sha256:00"))))
        .isEmpty();
  }

  @Test
  void isRedOnAGateThatFails() throws IOException {
    Files.writeString(folder.resolve("a"), "x");
    Gate gate =
        new TestGate(
            "x",
            subject -> List.of(folder),
            (subject, finding) -> {
              throw new IllegalStateException("odd");
            });

    assertThat(reasons(gate))
        .containsExactly("can't be judged: java.lang.IllegalStateException: odd");
  }

  @Test
  void refusesUnknownGatesEmptyLevelsAndANameTwice() {
    Gates gates = gates(reading("one", folder));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> gates.run(GateLevel.L1, nothing(), Set.of("two")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> gates.run(GateLevel.L2, nothing(), Set.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> gates.and(List.of(reading("one", folder))))
        .withMessageContaining("one");
  }

  private static List<String> reasons(Gate gate) {
    return gates(gate).run(GateLevel.L1, nothing(), Set.of()).getFirst().reasons();
  }

  private static Gates gates(Gate gate) {
    return new Gates(List.of(gate), System::nanoTime);
  }

  private static GateSubject nothing() {
    return new GateSubject(null, null, null);
  }

  private static Gate reading(String id, Path path) {
    return new TestGate(id, subject -> List.of(path), (subject, finding) -> {});
  }

  private interface Reads {
    List<Path> of(GateSubject subject) throws IOException;
  }

  private interface Judge {
    void judge(GateSubject subject, Finding finding);
  }

  private record TestGate(String id, Reads reads, Judge judge) implements Gate {

    @Override
    public GateLevel level() {
      return GateLevel.L1;
    }

    @Override
    public String holds() {
      return "nothing";
    }

    @Override
    public List<Path> reads(GateSubject subject) throws IOException {
      return reads.of(subject);
    }

    @Override
    public void judge(GateSubject subject, Finding finding) {
      judge.judge(subject, finding);
    }
  }
}
