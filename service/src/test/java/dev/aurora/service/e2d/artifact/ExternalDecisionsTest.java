package dev.aurora.service.e2d.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aurora.service.e2d.decision.Decision;
import dev.aurora.service.e2d.decision.DecisionSide;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExternalDecisionsTest {

  private static final String BUY =
      """
      {"symbol": "AAPL", "signal": 1.5, "confidence": 0.6, "side": "BUY", "quantity": 50,
       "stopBp": 300, "takeBp": 500, "riskFlags": ["low_confidence"],
       "asOf": "2013-02-28T00:00:00Z", "modelVersion": "m-1", "barClose": 441.40}\
      """;

  @TempDir Path folder;

  @Test
  void readsDecisionsOfAnotherProgramUnderEitherName() throws IOException {
    Decision expected =
        new Decision(
            "AAPL",
            1.5f,
            0.6f,
            DecisionSide.BUY,
            new BigDecimal("50"),
            300,
            500,
            List.of("low_confidence"),
            Instant.parse("2013-02-28T00:00:00Z"),
            "m-1",
            new BigDecimal("441.40"));

    write("decisions.json", "[" + BUY + "]");
    assertThat(ExternalDecisions.read(folder)).containsExactly(expected);

    Files.move(folder.resolve("decisions.json"), folder.resolve("decision.json"));
    assertThat(ExternalDecisions.read(folder)).containsExactly(expected);
  }

  @Test
  void dropsTheQuantityOfAHoldWhichIsNoTarget() throws IOException {
    write("decisions.json", "[" + BUY.replace("BUY", "HOLD") + "]");
    assertThat(ExternalDecisions.read(folder).getFirst().quantity()).isNull();

    write("decisions.json", "[" + BUY.replace("BUY", "HOLD").replace("50,", "null,") + "]");
    assertThat(ExternalDecisions.read(folder).getFirst().quantity()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"quantity\": 50|\"quantity\": null|quantity: found null, expected a number",
        "\"quantity\": 50|\"quantity\": \"50\"|quantity: found \"50\", expected a number",
        "\"quantity\": 50|\"quantity\": 50.5|BUY has a whole target >= 0, not 50.5",
        "\"quantity\": 50|\"quantity\": -50|BUY has a whole target >= 0, not -50",
        "\"BUY\"|\"SELL\"|SELL has target 0, not 50",
        "\"BUY\"|\"buy\"|side: found \"buy\", expected BUY, SELL or HOLD",
        "\"quantity\": 50,|~~|quantity: found nothing, expected a number",
        "\"stopBp\": 300|\"stopBp\": 300.5|stopBp: found 300.5, expected a whole number",
        "\"stopBp\": 300|\"stopBp\": 0|stopBp is 0, not above 0",
        "\"confidence\": 0.6|\"confidence\": 1.1|confidence is 1.1, not 0 to 1",
        "\"signal\": 1.5|\"signal\": 1e60|signal is Infinity",
        "\"signal\": 1.5|\"signal\": NaN|no JSON",
        "00:00:00Z|00:00:00|expected a UTC time",
        "00:00:00Z|00:00:00+01:00|expected a UTC time",
        "\"barClose\"|\"barCloze\"|barCloze: found 441.40, expected no such key",
        "\"barClose\": 441.40|\"barClose\": 0|barClose is 0, not above 0",
        "\"signal\": 1.5|\"signal\": 1.5, \"signal\": 2|no JSON",
        "[\"low_confidence\"]|[1]|riskFlags: found [1], expected a list of texts",
      })
  void refusesWhatIsNotRightAndSaysWhere(String right, String wrong, String message)
      throws IOException {
    assertThat(BUY).contains(right);
    write("decisions.json", "[" + BUY.replace(right, wrong) + "]");

    assertThatThrownBy(() -> ExternalDecisions.read(folder))
        .isInstanceOf(ExternalDecisionsException.class)
        .hasMessageContaining("decisions.json")
        .hasMessageContaining(message);
  }

  @Test
  void refusesNoFileBothFilesAnEmptyArrayAndASymbolTwice() throws IOException {
    assertRefused("found 0");
    write("decisions.json", "[]");
    assertRefused("not empty");
    write("decisions.json", "");
    assertRefused("not empty");
    write("decisions.json", "[" + BUY + "," + BUY + "]");
    assertRefused("AAPL is decided twice");
    write("decisions.json", "[" + BUY + "] x");
    assertRefused("no JSON");
    write("decision.json", "[" + BUY + "]");
    assertRefused("found 2");
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> ExternalDecisions.read(folder))
        .isInstanceOf(ExternalDecisionsException.class)
        .hasMessageContaining(message);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
