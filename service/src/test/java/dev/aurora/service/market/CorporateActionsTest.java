package dev.aurora.service.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aurora.service.market.CorporateAction.Type;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorporateActionsTest {

  private static final String HEADER = "ticker,ex_date,type,value,into,cash\n";
  private static final LocalDate DATE = LocalDate.of(2012, 6, 20);

  @TempDir Path folder;

  @Test
  void readsMergersBesideSplits() throws IOException {
    CorporateActions actions =
        load(HEADER + "FB,2012-06-20,merger,0.125,GOOG,5\nGOOG,2012-06-20,split,2,,\n");

    assertThat(actions.between(DATE.minusDays(1), DATE))
        .containsExactly(
            new CorporateAction("GOOG", DATE, Type.SPLIT, new BigDecimal("2")),
            new CorporateAction(
                "FB", DATE, Type.MERGER, new BigDecimal("0.125"), "GOOG", new BigDecimal("5")));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "FB,2012-06-20,merger,0.1,,5 | shares of another symbol",
        "FB,2012-06-20,merger,0.1,FB,5 | shares of another symbol",
        "FB,2012-06-20,merger,,,  | shares of another symbol",
        "FB,2012-06-20,merger,x,GOOG, | a decimal of zero or more",
        "FB,2012-06-20,spin,1,, | split, dividend or merger",
      })
  void refusesAMergerThatIsNone(String line, String expected) {
    assertThatThrownBy(() -> load(HEADER + line + "\n"))
        .isInstanceOf(BarFormatException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining(expected);
  }

  @Test
  void countsALineThatStandsTwiceOnce() throws IOException {
    CorporateActions actions =
        load("ticker,ex_date,type,value\nX,2012-06-20,split,2\nX,2012-06-20,split,2\n");

    assertThat(actions.splitRatio("X", DATE.minusDays(1), DATE)).isEqualTo(2);
  }

  @Test
  void namesTheSameActionAlikeHoweverItsNumberIsWritten() {
    assertThat(split("2").id()).isEqualTo(split("2.00").id()).isNotEqualTo(split("3").id());
    assertThat(split("2").subject()).isEqualTo(split("3").subject());
  }

  @Test
  void takesADividendInOldSharesOffBeforeASplitOfTheSameDate() {
    List<CorporateAction> both =
        List.of(split("2"), new CorporateAction("X", DATE, Type.DIVIDEND, new BigDecimal("4")));

    assertThat(ShareTerms.priceAfter(new BigDecimal("100"), both)).isEqualTo("48");
    assertThat(ShareTerms.priceBefore(new BigDecimal("48"), both)).isEqualTo("100");
    assertThat(ShareTerms.priceAfter(new BigDecimal("4"), both)).as("nothing is left").isNull();
  }

  private static CorporateAction split(String ratio) {
    return new CorporateAction("X", DATE, Type.SPLIT, new BigDecimal(ratio));
  }

  private CorporateActions load(String text) throws IOException {
    return CorporateActions.load(Files.writeString(folder.resolve("actions.csv"), text));
  }
}
