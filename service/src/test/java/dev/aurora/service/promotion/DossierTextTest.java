package dev.aurora.service.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.service.person.Approval;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a person or program wrote stays text in the page that two persons approve. */
class DossierTextTest {

  private static final String SIGNED = "<p>page</p><!-- signatures -->";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "'><svg onload=alert(1)>",
        "</td></table><iframe src=javascript:alert(1)>",
        "<!-- signatures -->",
        "&lt;b&gt;"
      })
  void noTextBecomesMarkup(String attack) {
    String everywhere =
        DossierText.row(attack)
            + DossierText.table("", attack)
            + SvgPlot.line(attack, List.of(attack, attack), List.of(1.0, 2.0))
            + SvgPlot.bars(attack, Map.of(attack, 3L))
            + DossierWriter.shown(SIGNED, attack, List.of(signedBecause(attack)));

    assertThat(everywhere)
        .doesNotContain(attack)
        .doesNotContain("<script", "<img", "<iframe", "onload=alert(1)>\"")
        .contains(DossierText.escaped(attack));
  }

  @Test
  void signaturesStandWhereThePageLeftRoomForThem() {
    assertThat(DossierWriter.shown(SIGNED, "sha256:d", List.of()))
        .isEqualTo("<p>page</p><p class=\"none\">Nobody has signed it yet.</p>");
    assertThat(DossierWriter.shown(SIGNED, "sha256:d", List.of(signedBecause("read it"))))
        .contains("<td>ann</td><td>read it</td>", "sha256:d");
  }

  @Test
  void equalFiguresGiveEqualPlotsAndAFlatLineIsDrawnToo() {
    Map<String, Long> counts = new LinkedHashMap<>(Map.of("order-value-max", 2L));

    assertThat(SvgPlot.bars("n", counts)).isEqualTo(SvgPlot.bars("n", counts));
    assertThat(SvgPlot.line("n", List.of("a", "b"), List.of(0.0, 0.0)))
        .contains("<polyline")
        .doesNotContain("NaN", "Infinity");
    assertThat(SvgPlot.line("n", List.of("a"), List.of(1.0))).contains("nothing to draw");
  }

  private static Approval signedBecause(String cause) {
    Instant at = Instant.parse("2026-03-10T18:00:00Z");
    return new Approval(
        "a-1", "promotion.approve", "p", "sha256:p", "ann", cause, at, at.plusSeconds(60), at);
  }
}
