package dev.aurora.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aurora.rules.fact.breaker.EventKind;
import dev.aurora.rules.testing.Policies;
import dev.aurora.rules.testing.SampleEvents;
import dev.aurora.rules.testing.SampleFacts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EvalLinesTest {

  @TempDir private Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final StringBuilder messages = new StringBuilder();

  @ParameterizedTest
  @EnumSource
  void answersEachLineInItsOrder(EngineKind kind) throws IOException {
    String first = SampleFacts.cleanBuy().with("id", "a").line();
    String second = SampleFacts.cleanBuy().with("id", "b").with("order.quantity", "10001").line();

    int exit = eval(kind, first + "\n\n" + second + "\n");

    assertThat(exit).isZero();
    assertThat(rows())
        .extracting(row -> row.get("id").asText() + row.get("verdict").asText())
        .containsExactly("aAPPROVED", "bDENIED");
  }

  @ParameterizedTest
  @EnumSource
  void answersOrdersAndEventsAmongEachOther(EngineKind kind) throws IOException {
    String order = SampleFacts.cleanBuy().line();
    SampleEvents event = SampleEvents.of(EventKind.ORDER);
    String burst = event.with("activity.denialsWindow", 20).line();

    int exit = eval(kind, event.line() + "\n" + order + "\n" + burst + "\n");

    assertThat(exit).isZero();
    assertThat(rows())
        .extracting(row -> row.get("verdict").asText())
        .containsExactly("CLEAR", "APPROVED", "TRIPPED");
  }

  @Test
  void putsAnErrorRowInThePlaceOfALineThatCannotBeRead() throws IOException {
    String good = SampleFacts.cleanBuy().line();

    int exit = eval(EngineKind.TREES, good + "\n{\"id\":\"x\",\"ordre\":{}}\n" + good + "\n");

    assertThat(exit).isEqualTo(EvalLines.EXIT_BAD_INPUT);
    assertThat(rows()).extracting(row -> row.has("error")).containsExactly(false, true, false);
    assertThat(rows().get(1).get("error").get("line").asInt()).isEqualTo(2);
  }

  @Test
  void answersNothingFromAPolicyWithProblems() throws IOException {
    Path broken =
        Policies.write(
            folder,
            List.of(
                Policies.limits(),
                Policies.control(
                    "order-value-max", Policies.deny("order-value-max", "Deny", "ordrValue > 5"))));

    int exit =
        EvalLines.run(
            broken, EngineKind.TREES, input(SampleFacts.cleanBuy().line()), out, messages);

    assertThat(exit).isEqualTo(EvalLines.EXIT_BAD_INPUT);
    assertThat(out.size()).isZero();
    assertThat(messages).contains("AUR-102");
  }

  private int eval(EngineKind kind, String lines) throws IOException {
    return EvalLines.run(
        Policies.write(folder, Policies.small()), kind, input(lines), out, messages);
  }

  private static ByteArrayInputStream input(String lines) {
    return new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8));
  }

  private List<JsonNode> rows() {
    return out.toString(StandardCharsets.UTF_8).lines().map(EvalLinesTest::tree).toList();
  }

  private static JsonNode tree(String row) {
    try {
      return new ObjectMapper().readTree(row);
    } catch (IOException e) {
      throw new AssertionError(row, e);
    }
  }
}
