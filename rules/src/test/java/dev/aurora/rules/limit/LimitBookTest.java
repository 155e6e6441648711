package dev.aurora.rules.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.aurora.rules.limit.LimitBook.Bound;
import dev.aurora.rules.limit.LimitProblem.Kind;
import dev.aurora.rules.testing.SampleFacts;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitBookTest {

  private static final LimitName VALUE = LimitName.ORDER_VALUE_MAX;

  // Names.

  @ParameterizedTest
  @CsvSource({
    "ORDER_VALUE_MAX, order-value-max, orderValueMax",
    "PRICE_COLLAR_BPS_BELOW_25, price-collar-bps-below-25, priceCollarBpsBelow25",
    "PRICE_COLLAR_BPS, price-collar-bps, priceCollarBps",
    "COOLDOWN, cooldown, cooldown"
  })
  void callsALimitByWordAndProperty(LimitName name, String word, String property) {
    assertThat(name.word()).isEqualTo(word);
    assertThat(name.property()).isEqualTo(property);
    assertThat(LimitName.ofWord(word)).contains(name);
    assertThat(LimitName.ofProperty(property)).contains(name);
  }

  // Which scope binds.

  @Test
  void bindsTheMostRestrictiveValueOfAllCoveringScopesAndNamesItsScope() {
    LimitBookBuilder builder = new LimitBookBuilder();
    SampleFacts.setFirm(builder, Map.of());
    builder.scope("account:A").set(VALUE, "40 000");
    builder.scope("strategy:S").set(VALUE, "25000");
    builder.scope("symbol:X").set(VALUE, "30000");
    builder.scope("account:A/symbol:X").set(VALUE, "35000");
    builder.scope("strategy:S/symbol:Y").set(VALUE, "5");
    builder.scope("model:m-1").set(VALUE, "26000");
    builder.scope("venue:V").set(VALUE, "20 000.50");
    LimitBook book = complete(builder);

    assertThat(book.bind("A", "S", "X", "m-1", "V").bound(VALUE))
        .isEqualTo(bound("20000.50", "venue:V"));
    assertThat(book.bind("A", "S", "X", "m-1", "W").bound(VALUE))
        .isEqualTo(bound("25000", "strategy:S"));
    assertThat(book.bind("A", "T", "X", "m-2", "W").bound(VALUE))
        .isEqualTo(bound("30000", "symbol:X"));
    assertThat(book.bind("A", "T", "Z", "m-2", "W").bound(VALUE))
        .isEqualTo(bound("40000", "account:A"));
    assertThat(book.bind("A", "S", "Y", "m-1", "V").bound(VALUE))
        .isEqualTo(bound("5", "strategy:S/symbol:Y"));
    assertThat(book.bind("B", "T", "Z", "m-2", "W").bound(VALUE))
        .isEqualTo(bound("250000", "firm"));
    assertThat(book.bind(null, null, null, null, null).bound(VALUE))
        .isEqualTo(bound("250000", "firm"));
  }

  @ParameterizedTest
  @CsvSource({
    "ORDER_VALUE_MIN, 5, 5, strategy:S",
    "COOLDOWN, 60, 60, strategy:S",
    "CLOSE_BUFFER, 300, 300, strategy:S",
    "DUPLICATE_ORDER_WINDOW, 2.5, 2.5, strategy:S",
    "MARKET_ORDER_BUFFER_BPS, 100, 100, firm",
    "DAILY_LOSS_MAX, 10000, 10000, firm"
  })
  void bindsTheLargestMinimumAndTheLongestTimeAndNamesTheFirmAmongEquals(
      LimitName name, String value, String binding, String scope) {
    LimitBookBuilder builder = new LimitBookBuilder();
    SampleFacts.setFirm(builder, Map.of());
    builder.scope("strategy:S").set(name, value);

    assertThat(complete(builder).bind("A", "S", "X", "m", "V").bound(name))
        .isEqualTo(bound(binding, scope));
  }

  @Test
  void bindsANumberBeforeTheWordUnlimited() {
    LimitBookBuilder builder = new LimitBookBuilder();
    SampleFacts.setFirm(builder, Map.of("orderValueMax", "unlimited"));
    builder.scope("strategy:S").set(VALUE, "10");
    LimitBook book = complete(builder);

    assertThat(book.bind("A", "S", "X", "m", "V").bound(VALUE))
        .isEqualTo(bound("10", "strategy:S"));
    assertThat(book.bind("A", "T", "X", "m", "V").bound(VALUE)).isEqualTo(new Bound(null, "firm"));
  }

  @Test
  void keepsTheFirmsOwnCreditThresholdForTheFirmsSum() {
    LimitBookBuilder builder = new LimitBookBuilder();
    SampleFacts.setFirm(builder, Map.of());
    builder.scope("account:A").set(LimitName.CREDIT_THRESHOLD, "1000");
    BoundLimits limits = complete(builder).bind("A", "S", "X", "m", "V");

    assertThat(limits.getCreditThreshold()).isEqualByComparingTo("1000");
    assertThat(limits.getFirmCreditThreshold()).isEqualByComparingTo("10000000");
    assertThat(limits.bound("firmCreditThreshold")).contains(bound("10000000", "firm"));
    assertThat(limits.bound("creditThreshold")).contains(bound("1000", "account:A"));
    assertThat(limits.bound("nothing")).isEmpty();
  }

  @Test
  void bindsOncePerOwners() {
    LimitBook book = SampleFacts.firmBook(Map.of());

    assertThat(book.bind("A", "S", "X", "m", "V")).isSameAs(book.bind("A", "S", "X", "m", "V"));
  }

  // Problems.

  @ParameterizedTest
  @ValueSource(
      strings = {
        "firm",
        "account:PAPER-1",
        "strategy:momentum",
        "symbol:BRK.B",
        "model:m-1",
        "venue:PAPER",
        "account:A/symbol:X",
        "strategy:S/symbol:X"
      })
  void acceptsTheEightFormsOfAScope(String text) {
    assertThat(new LimitBookBuilder().scope(text).problem()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Firm",
        "firm:",
        "account:",
        "account: A",
        "momentum",
        "strategy:S/account:A",
        "symbol:X/account:A",
        "venue:V/symbol:X",
        "account:A/symbol:",
        "account:A/symbol:X/symbol:Y",
        "account:A:B"
      })
  void refusesAnyOtherScope(String text) {
    assertThat(new LimitBookBuilder().scope(text).problem().map(LimitProblem::kind))
        .contains(Kind.BAD_SCOPE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "orderValueMax | 50 000 |",
        "orderValueMax | 1 250 000.75 |",
        "orderValueMax | 0 |",
        "orderValueMax | unlimited |",
        "orderValueMax | 50,000 | COMMA_DECIMAL",
        "orderValueMax | 0,5 | COMMA_DECIMAL",
        "orderValueMax | 5 00 | NOT_A_NUMBER",
        "orderValueMax | 1e6 | NOT_A_NUMBER",
        "orderValueMax | '' | NOT_A_NUMBER",
        "orderValueMax | 50k | NOT_A_NUMBER",
        "orderValueMax | NaN | NOT_A_NUMBER",
        "orderValueMax | Unlimited | NOT_A_NUMBER",
        "orderValueMax | -1 | NEGATIVE",
        "orderValueMin | unlimited | UNLIMITED_REFUSED",
        "cooldown | unlimited | UNLIMITED_REFUSED",
        "submitRateMax | 10.5 | TOO_PRECISE",
        "submitRateMax | 10.0 |",
        "priceCollarBps | 500.12345 | TOO_PRECISE",
        "priceCollarBps | 500.1234 |",
        "orderValueMx | 5 | UNKNOWN_LIMIT"
      })
  void saysWhatIsWrongWithAValue(String property, String value, Kind expected) {
    LimitBookBuilder.Scope scope = new LimitBookBuilder().scope("strategy:S");

    assertThat(scope.set(property, value).map(LimitProblem::kind).orElse(null)).isEqualTo(expected);
  }

  @Test
  void suggestsTheNearestName() {
    LimitBookBuilder.Scope scope = new LimitBookBuilder().scope("strategy:S");

    assertThat(scope.set("orderValueMx", "5"))
        .contains(
            new LimitProblem(
                Kind.UNKNOWN_LIMIT,
                "strategy:S",
                "orderValueMx",
                "5",
                "there is no limit orderValueMx; did you mean orderValueMax?",
                "orderValueMax"));
    assertThat(scope.set("somethingElse", "5").orElseThrow().suggestion()).isNull();
  }

  @Test
  void listsEverythingThatIsWrongAtOnce() {
    LimitBookBuilder builder = new LimitBookBuilder();
    SampleFacts.setFirm(builder, Map.of("cooldown", "60"));
    LimitBookBuilder.Scope strategy = builder.scope("strategy:S");
    strategy.set("orderValueMax", "250 001");
    strategy.set("orderValueMax", "5");
    strategy.set("cooldown", "59");
    strategy.set("orderQuantityMax", "unlimited");
    strategy.set("dailyLossMax", "10000");
    builder.scope("strategy:S");
    builder.scope("nonsense").set("orderValueMax", "1,5");

    assertThat(refused(builder).stream().map(problem -> problem.kind() + " " + problem.property()))
        .containsExactly(
            "SET_TWICE orderValueMax",
            "SCOPE_TWICE null",
            "BAD_SCOPE null",
            "COMMA_DECIMAL orderValueMax",
            "LOOSER_THAN_FIRM orderQuantityMax",
            "LOOSER_THAN_FIRM orderValueMax",
            "LOOSER_THAN_FIRM cooldown");
  }

  @Test
  void refusesABookWhoseFirmScopeIsNotComplete() {
    LimitBookBuilder empty = new LimitBookBuilder();
    LimitBookBuilder almost = new LimitBookBuilder();
    LimitBookBuilder.Scope firm = almost.scope("firm");
    for (LimitName name : LimitName.values()) {
      if (name != VALUE) {
        firm.set(name, name.shippedDefault().toPlainString());
      }
    }

    assertThat(refused(empty)).hasSize(LimitName.values().length);
    assertThat(refused(almost))
        .containsExactly(
            new LimitProblem(
                Kind.MISSING_AT_FIRM,
                "firm",
                "orderValueMax",
                null,
                "the firm scope must set every limit, and orderValueMax is not set",
                "orderValueMax(\"250000\")"));
  }

  @Test
  void tellsABadFirmValueOnceAndNotAsMissingToo() {
    LimitBookBuilder builder = new LimitBookBuilder();
    SampleFacts.setFirm(builder, Map.of("orderValueMax", "1,5"));

    assertThat(refused(builder).stream().map(LimitProblem::kind))
        .containsExactly(Kind.COMMA_DECIMAL);
  }

  @Test
  void canNotBeMadeIncompleteByAnyOtherWay() {
    assertThat(catchThrowable(() -> new ScopedLimitBook(Map.of())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  // The facts that Drools fires limits.drl on.

  @Test
  void collectsTheSameBookThroughOneMethodALimit() throws ReflectiveOperationException {
    LimitBookBuilder builder = new LimitBookBuilder();
    Limits firm = new Limits(builder.scope("firm"));
    for (LimitName name : LimitName.values()) {
      Limits.class
          .getMethod(name.property(), String.class)
          .invoke(firm, name.shippedDefault().toPlainString());
    }

    assertThat(firm.getScope()).isEqualTo("firm");
    assertThat(complete(builder)).isEqualTo(SampleFacts.firmBook(Map.of()));
  }

  private static Bound bound(String value, String scope) {
    return new Bound(new BigDecimal(value), scope);
  }

  private static LimitBook complete(LimitBookBuilder builder) {
    return switch (builder.build()) {
      case LimitBookBuilder.Complete complete -> complete.book();
      case LimitBookBuilder.Refused refused -> throw new AssertionError(refused.problems());
    };
  }

  private static List<LimitProblem> refused(LimitBookBuilder builder) {
    return switch (builder.build()) {
      case LimitBookBuilder.Complete complete -> throw new AssertionError("no problem was found");
      case LimitBookBuilder.Refused refused -> refused.problems();
    };
  }
}
