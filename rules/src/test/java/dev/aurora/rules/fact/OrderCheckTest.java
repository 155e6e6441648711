package dev.aurora.rules.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.limit.BoundLimits;
import dev.aurora.rules.testing.SampleFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The derived quantities of the catalogue, at their boundaries. */
class OrderCheckTest {

  private static final SampleFacts CLEAN = SampleFacts.cleanBuy();

  // Reference price.

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "187.19, 187.21, 187.50, 187.20",
        "187.21, 187.21, 187.50, 187.21",
        "187.22, 187.21, 187.50, 187.50",
        "-, 187.21, 187.50, 187.50",
        "187.19, -, 187.50, 187.50",
        "0, 187.21, 187.50, 187.50",
        "-, -, -, 185",
        "187.22, 187.21, -, 185"
      })
  void takesTheFirstPresentOfMidLastAndPreviousClose(
      String bid, String ask, String last, String expected) {
    OrderCheck check =
        CLEAN.with("quote.bid", bid).with("quote.ask", ask).with("quote.last", last).check();

    assertThat(check.getReferencePrice()).isEqualByComparingTo(expected);
  }

  @Test
  void keepsTheMidExactWhenItFallsBetweenTicks() {
    OrderCheck check = CLEAN.with("quote.bid", "187.20").with("quote.ask", "187.21").check();

    assertThat(check.getReferencePrice()).isEqualByComparingTo("187.205");
  }

  // Valuation and order value.

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "BUY, LIMIT, 187.00, 187.19, 187.21, 187.00",
        "SELL, LIMIT, 187.00, 187.19, 187.21, 187.19",
        "SELL, LIMIT, 188.00, 187.19, 187.21, 188.00",
        "SELL, LIMIT, 187.00, -, 187.21, 187.20",
        "BUY, MARKET, -, 187.19, 200.00, 202.00",
        "BUY, MARKET, -, 187.19, -, 189.072",
        "SELL, MARKET, -, 187.19, 187.21, 187.19",
        "SELL, MARKET, -, -, 187.21, 187.20"
      })
  void valuesAnOrderAtItsWorstPrice(
      String side, String type, String price, String bid, String ask, String expected) {
    OrderCheck check =
        CLEAN
            .with("order.side", side)
            .with("order.type", type)
            .with("order.limitPrice", price)
            .with("quote.bid", bid)
            .with("quote.ask", ask)
            .check();

    assertThat(check.getValuationPrice()).isEqualByComparingTo(expected);
  }

  @Test
  void multipliesQuantityPriceMultiplierAndExchangeRate() {
    OrderCheck check =
        CLEAN.with("instrument.multiplier", "50").with("instrument.fxRate", "1.1").check();

    assertThat(check.getOrderValue()).isEqualByComparingTo("1029600");
  }

  @Test
  void valuesABuyLimitWithoutAQuote() {
    OrderCheck check = CLEAN.with("quote", null).check();

    assertThat(check.complete()).isFalse();
    assertThat(missing(check, "orderValue")).isEmpty();
    assertThat(check.getOrderValue()).isEqualByComparingTo("18720");
  }

  // Reducer and opener.

  @ParameterizedTest
  @CsvSource({
    "SELL, 100, 100, 0, true",
    "SELL, 101, 100, 0, false",
    "SELL, 60, 100, 40, true",
    "SELL, 61, 100, 40, false",
    "BUY, 100, 100, 0, false",
    "BUY, 100, -100, 0, true",
    "BUY, 101, -100, 0, false",
    "SELL, 100, 0, 0, false",
    "SELL, 0, 100, 0, false",
    "SELL, -1, 100, 0, false"
  })
  void isAReducerOnlyWhileEverythingWorkingFitsIntoThePosition(
      String side, String quantity, String held, String working, boolean reducer) {
    OrderCheck check =
        CLEAN
            .with("order.side", side)
            .with("order.quantity", quantity)
            .with("position.quantity", held)
            .with("position.working" + (side.equals("BUY") ? "Buy" : "Sell"), working)
            .check();

    assertThat(check.isReducer()).isEqualTo(reducer);
    assertThat(check.isOpener()).isEqualTo(!reducer);
  }

  @ParameterizedTest
  @CsvSource({
    "SELL, 100, 30, 0, 70",
    "SELL, 100, 130, 0, 0",
    "BUY, -100, 0, 30, 70",
    "BUY, 100, 0, 0, 0",
    "SELL, 0, 0, 0, 0"
  })
  void namesTheLargestQuantityThatWouldReduce(
      String side, String held, String workingSell, String workingBuy, String expected) {
    OrderCheck check =
        CLEAN
            .with("order.side", side)
            .with("position.quantity", held)
            .with("position.workingSell", workingSell)
            .with("position.workingBuy", workingBuy)
            .check();

    assertThat(check.getLargestReducingQuantity()).isEqualByComparingTo(expected);
  }

  @Test
  void closesThePositionOnlyWithExactlyWhatIsLeft() {
    SampleFacts exit = SampleFacts.reducer().with("position.workingSell", "0");

    assertThat(exit.check().isClosesPosition()).isTrue();
    assertThat(exit.with("order.quantity", "99").check().isClosesPosition()).isFalse();
    assertThat(exit.with("order.quantity", "101").check().isClosesPosition()).isFalse();
  }

  // Worst positions: buys and sells are never netted.

  @Test
  void neverNetsBuysAgainstSells() {
    SampleFacts busy =
        CLEAN
            .with("position.quantity", "100")
            .with("position.workingBuy", "30")
            .with("position.workingSell", "50");
    OrderCheck buy = busy.with("order.quantity", "10").check();
    OrderCheck sell = busy.with("order.quantity", "80").with("order.side", "SELL").check();

    assertThat(buy.getWorstLong()).isEqualByComparingTo("140");
    assertThat(buy.getWorstShort()).isEqualByComparingTo("-50");
    assertThat(sell.getWorstLong()).isEqualByComparingTo("130");
    assertThat(sell.getWorstShort()).isEqualByComparingTo("30");
    assertThat(sell.getWorstPosition()).isEqualByComparingTo("130");
  }

  @ParameterizedTest
  @CsvSource({
    "SELL, 100, 100, 0, 0",
    "SELL, 101, 100, 0, 1",
    "SELL, 100, 100, 30, 30",
    "SELL, 100, 100, 130, 100",
    "SELL, 100, 0, 0, 100",
    "SELL, 100, -50, 0, 100",
    "BUY, 100, -50, 0, 0"
  })
  void sellsShortWhatThePositionDoesNotCover(
      String side, String quantity, String held, String workingSell, String expected) {
    OrderCheck check =
        CLEAN
            .with("order.side", side)
            .with("order.quantity", quantity)
            .with("position.quantity", held)
            .with("position.workingSell", workingSell)
            .check();

    assertThat(check.getShortPart()).isEqualByComparingTo(expected);
  }

  // Prices against the reference price.

  @ParameterizedTest
  @CsvSource({
    "BUY, 105.00, 500.0000",
    "BUY, 105.01, 501.0000",
    "BUY, 95.00, -500.0000",
    "SELL, 95.00, 500.0000",
    "SELL, 94.99, 501.0000",
    "SELL, 105.00, -500.0000",
    "BUY, 100.00000001, 0.0001"
  })
  void measuresHowFarALimitLiesToItsDisadvantageAndRoundsUp(
      String side, String price, String expected) {
    OrderCheck check = around100().with("order.side", side).with("order.limitPrice", price).check();

    assertThat(check.getAdversePriceMoveBps()).isEqualByComparingTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"BUY, 90, 110, 1000", "SELL, 90, 110, 1000", "BUY, 100, 100, 0"})
  void measuresTheTouchOfAMarketOrder(String side, String bid, String ask, String expected) {
    OrderCheck check =
        SampleFacts.marketBuy()
            .with("order.side", side)
            .with("quote.bid", bid)
            .with("quote.ask", ask)
            .check();

    assertThat(check.getAdversePriceMoveBps()).isEqualByComparingTo(expected);
  }

  @Test
  void lacksTheTouchOfAMarketOrderOnLivePricesButNotOnABar() {
    OrderCheck live = SampleFacts.marketBuy().with("quote.ask", null).check();
    OrderCheck bar = SampleFacts.barBuy().check();

    assertThat(missing(live, "adversePriceMoveBps")).containsExactly("quote.ask");
    assertThat(missing(live, "orderValue")).isEmpty();
    assertThat(bar.complete()).isTrue();
    assertThat(bar.getAdversePriceMoveBps()).isEqualByComparingTo("0");
  }

  @Test
  void doublesTheCollarOfReducers() {
    assertThat(CLEAN.check().getPriceCollarFactor()).isEqualByComparingTo("1");
    assertThat(SampleFacts.reducer().check().getPriceCollarFactor()).isEqualByComparingTo("2");
  }

  @ParameterizedTest
  @CsvSource({"120, 2000", "80, 2000", "120.01, 2001", "100, 0"})
  void measuresTheMoveFromThePreviousClose(String last, String expected) {
    OrderCheck check = around100().with("quote.bid", null).with("quote.last", last).check();

    assertThat(check.getPriceBandMoveBps()).isEqualByComparingTo(expected);
  }

  @Test
  void takesNoPreviousCloseAloneForAPriceBandOrAnAgeInSeconds() {
    SampleFacts closeOnly =
        CLEAN.with("quote.bid", null).with("quote.ask", null).with("quote.last", null);
    OrderCheck live = closeOnly.check();
    OrderCheck bar = closeOnly.with("quote.source", "BAR").check();

    assertThat(missing(live, "priceBandMoveBps")).containsExactly("quote.referencePrice");
    assertThat(missing(live, "referencePriceAge")).containsExactly("quote.referencePrice");
    assertThat(missing(live, "adversePriceMoveBps")).isEmpty();
    assertThat(bar.complete()).isTrue();
    assertThat(bar.getPriceBandMoveBps()).isEqualByComparingTo("0");
  }

  // Ages.

  @ParameterizedTest
  @CsvSource({
    "2025-03-03T14:59:55Z, 5",
    "2025-03-03T14:59:54.999Z, 5.001",
    "2025-03-03T15:00:00.5Z, -0.5"
  })
  void agesALiveQuoteInSeconds(String asOf, String expected) {
    OrderCheck check = CLEAN.with("quote.asOf", asOf).check();

    assertThat(check.getReferencePriceAge()).isEqualByComparingTo(expected);
    assertThat(check.getReferencePriceSessions()).isEqualByComparingTo("0");
  }

  @Test
  void agesABarInSessions() {
    OrderCheck check =
        SampleFacts.barBuy()
            .with("quote.sessionsOld", 2)
            .with("order.sessionsOld", 3)
            .with("quote.asOf", null)
            .with("order.decidedAt", null)
            .check();

    assertThat(check.complete()).isTrue();
    assertThat(check.getReferencePriceAge()).isEqualByComparingTo("0");
    assertThat(check.getReferencePriceSessions()).isEqualByComparingTo("2");
    assertThat(check.getDecisionAge()).isEqualByComparingTo("0");
    assertThat(check.getDecisionSessions()).isEqualByComparingTo("3");
  }

  @ParameterizedTest
  @CsvSource({
    "quote.asOf, 2025-03-03T15:00:01Z, false",
    "quote.asOf, 2025-03-03T15:00:01.000000001Z, true",
    "order.decidedAt, 2025-03-03T15:00:01Z, false",
    "order.decidedAt, 2025-03-03T15:00:01.001Z, true",
    "position.lastExitAt, 2025-03-03T15:00:02Z, true"
  })
  void noticesTimesMoreThanASecondAhead(String path, String time, boolean ahead) {
    assertThat(CLEAN.with(path, time).check().isTimeInTheFuture()).isEqualTo(ahead);
  }

  @Test
  void knowsNoExitAsNeverAndCountsSecondsSinceOne() {
    assertThat(CLEAN.check().getSecondsSinceLastExit()).isEqualByComparingTo("1000000000000");
    assertThat(
            CLEAN
                .with("position.lastExitAt", "2025-03-03T14:59:00Z")
                .check()
                .getSecondsSinceLastExit())
        .isEqualByComparingTo("60");
  }

  @ParameterizedTest
  @CsvSource({
    "2025-03-03T15:00:00Z, true",
    "2025-03-03T14:59:59Z, true",
    "2025-03-03T15:00:01Z, false"
  })
  void expiresAtItsTime(String expiresAt, boolean expired) {
    assertThat(CLEAN.with("order.expiresAt", expiresAt).check().isExpired()).isEqualTo(expired);
  }

  @Test
  void isValidUntilTheEarliestOfCloseExpiryAndTheDecisionsAge() {
    Instant close = Instant.parse("2025-03-03T21:00:00Z");
    Instant expiry = Instant.parse("2025-03-03T16:00:00Z");
    SampleFacts expiring = CLEAN.with("order.expiresAt", expiry.toString());

    assertThat(CLEAN.check().validUntil()).isEqualTo("2025-03-03T15:01:58Z");
    assertThat(expiring.check(Map.of("decisionAgeMax", "unlimited")).validUntil())
        .isEqualTo(expiry);
    assertThat(SampleFacts.reducer().check().validUntil()).isEqualTo(close);
    assertThat(SampleFacts.barBuy().check().validUntil()).isEqualTo(close);
  }

  // Ratios.

  @ParameterizedTest
  @CsvSource({"1000000, 1", "999999, 1.0001", "1000001, 1", "30000000, 0.0334"})
  void roundsTheShareOfTheVolumeUp(String volume, String expected) {
    OrderCheck check = CLEAN.with("instrument.averageDailyVolume", volume).check();

    assertThat(check.getAdvParticipationBps()).isEqualByComparingTo(expected);
  }

  @Test
  void holdsARatioOverNothingBeyondAnyLimit() {
    OrderCheck noVolume = CLEAN.with("instrument.averageDailyVolume", "0").check();
    OrderCheck noEquity = CLEAN.with("account.equity", "0").check();
    OrderCheck noExecution = CLEAN.with("activity.messagesSession", 100).check();

    assertThat(noVolume.getAdvParticipationBps()).isEqualTo(Ratios.BEYOND_ANY_LIMIT);
    assertThat(noEquity.getSymbolShareBps()).isEqualTo(Ratios.BEYOND_ANY_LIMIT);
    assertThat(noExecution.getMessagesPerExecution()).isEqualTo(Ratios.BEYOND_ANY_LIMIT);
    assertThat(Ratios.BEYOND_ANY_LIMIT).isLessThan(BoundLimits.UNLIMITED);
    assertThat(CLEAN.check().getMessagesPerExecution()).isEqualByComparingTo("0");
  }

  @Test
  void measuresShareOfEquityOnTheWorstPosition() {
    OrderCheck check = CLEAN.with("position.quantity", "1000").check();

    assertThat(check.getSymbolShareBps()).isEqualByComparingTo("2059.2");
    assertThat(check.getSectorShareBps()).isEqualByComparingTo("187.2");
  }

  @Test
  void measuresLossAndDrawdown() {
    OrderCheck check =
        CLEAN
            .with("account.equityAtOpen", "1000000")
            .with("account.equityPeak", "1100000")
            .with("account.equity", "990000")
            .check();

    assertThat(check.getLossToday()).isEqualByComparingTo("10000");
    assertThat(check.getDrawdownBps()).isEqualByComparingTo("1000");
  }

  // Exposure.

  @Test
  void addsTheOrderToExposuresAndValueEntered() {
    SampleFacts account =
        CLEAN
            .with("account.grossExposure", "1000")
            .with("account.netExposure", "-20000")
            .with("account.valueEntered", "500");
    OrderCheck buy = account.check();
    OrderCheck sell = account.with("order.side", "SELL").check();
    OrderCheck ofTwo = account.with("account.firmValueEntered", "7000").check();

    assertThat(buy.getGrossExposureAfter()).isEqualByComparingTo("19720");
    assertThat(buy.getNetExposureAfter()).isEqualByComparingTo("1280");
    assertThat(sell.getNetExposureAfter()).isEqualByComparingTo("38720");
    assertThat(buy.getValueEnteredAfter()).isEqualByComparingTo("19220");
    assertThat(buy.getFirmValueEnteredAfter()).isEqualByComparingTo("19220");
    assertThat(ofTwo.getFirmValueEnteredAfter()).isEqualByComparingTo("25720");
  }

  // Instrument.

  @ParameterizedTest
  @CsvSource({
    "187.20, 0.01, false",
    "187.205, 0.01, true",
    "187.20, 0.05, false",
    "187.21, 0.05, true"
  })
  void knowsAPriceOffTheTick(String price, String tick, boolean off) {
    OrderCheck check =
        CLEAN.with("order.limitPrice", price).with("instrument.tickSize", tick).check();

    assertThat(check.isOffTick()).isEqualTo(off);
  }

  @ParameterizedTest
  @CsvSource({"100, 100, false", "150, 100, true", "0.5, 0.1, false", "1, 0, true"})
  void knowsAQuantityOffTheLot(String quantity, String lot, boolean off) {
    OrderCheck check =
        CLEAN.with("order.quantity", quantity).with("instrument.lotSize", lot).check();

    assertThat(check.isOffLot()).isEqualTo(off);
  }

  @Test
  void noticesTheDataOfAnotherInstrument() {
    assertThat(CLEAN.check().isInstrumentMatches()).isTrue();
    assertThat(CLEAN.with("instrument.symbol", "IBM").check().isInstrumentMatches()).isFalse();
  }

  // Contradictions.

  @ParameterizedTest
  @CsvSource({
    "position.workingBuy, 10",
    "position.workingSell, 10",
    "position.workingBuyOrders, 1",
    "position.workingSellOrders, 1",
    "position.workingBuy, -10",
    "position.quantity, 5",
    "position.quantity, -5",
    "account.grossExposure, -0.01",
    "quote.bid, 0",
    "quote.last, -1",
    "instrument.multiplier, 0",
    "instrument.fxRate, -1",
    "instrument.tickSize, 0"
  })
  void noticesFactsThatContradictEachOther(String path, String value) {
    assertThat(CLEAN.with(path, value).check().isInconsistentFacts()).isTrue();
  }

  @Test
  void findsNoContradictionInSoundFacts() {
    assertThat(CLEAN.check().isInconsistentFacts()).isFalse();
    assertThat(SampleFacts.reducer().check().isInconsistentFacts()).isFalse();
    assertThat(CLEAN.with("quote", null).with("account", null).check().isInconsistentFacts())
        .isFalse();
  }

  // Own orders.

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "BUY, LIMIT, 187.20, -, 187.20, true",
        "BUY, LIMIT, 187.19, -, 187.20, false",
        "BUY, LIMIT, 187.20, 187.30, -, false",
        "SELL, LIMIT, 187.20, 187.20, -, true",
        "SELL, LIMIT, 187.21, 187.20, -, false",
        "SELL, LIMIT, 187.20, -, 187.10, false",
        "BUY, MARKET, -, -, 999, true",
        "SELL, MARKET, -, 1, -, true",
        "BUY, MARKET, -, 1, -, false"
      })
  void crossesAnOwnOrderAtOrThroughItsPrice(
      String side, String type, String price, String ownBid, String ownAsk, boolean crosses) {
    OrderCheck check =
        CLEAN
            .with("order.side", side)
            .with("order.type", type)
            .with("order.limitPrice", price)
            .with("position.bestOwnBid", ownBid)
            .with("position.bestOwnAsk", ownAsk)
            .check();

    assertThat(check.isCrossesOwnOrder()).isEqualTo(crosses);
  }

  @Test
  void crossesAnyWorkingOrderOfTheOtherSideAtTheMarket() {
    SampleFacts working = SampleFacts.marketBuy().with("position.workingSell", "10");

    assertThat(working.check().isCrossesOwnOrder()).isTrue();
    assertThat(working.with("order.side", "SELL").check().isCrossesOwnOrder()).isFalse();
  }

  // Exits.

  @ParameterizedTest
  @CsvSource({
    "STRATEGY, true, false, false",
    "MANUAL_EXIT, true, true, true",
    "KILL_FLATTEN, true, false, true",
    "MANUAL_EXIT, false, false, false",
    "KILL_FLATTEN, false, false, false"
  })
  void exemptsOnlyReducersOfAPersonOrTheKill(
      String origin, boolean reducer, boolean manualExit, boolean haltExempt) {
    OrderCheck check =
        (reducer ? SampleFacts.reducer() : CLEAN).with("order.origin", origin).check();

    assertThat(check.isManualExit()).isEqualTo(manualExit);
    assertThat(check.isHaltExempt()).isEqualTo(haltExempt);
  }

  @ParameterizedTest
  @CsvSource({"BUY, UP, true", "BUY, DOWN, false", "SELL, DOWN, true", "SELL, UP, false"})
  void meetsThePriceLimitOnItsOwnSideOnly(String side, String state, boolean reached) {
    OrderCheck check = CLEAN.with("order.side", side).with("session.limitState", state).check();

    assertThat(check.isAtPriceLimit()).isEqualTo(reached);
  }

  @ParameterizedTest
  @CsvSource({
    "L0, L1, true",
    "L1, L1, false",
    "L2, L1, false",
    "NONE, L0, true",
    "NONE, NONE, false"
  })
  void ordersGateLevels(String green, String required, boolean below) {
    OrderCheck check =
        CLEAN.with("control.gateLevel", green).with("control.requiredGateLevel", required).check();

    assertThat(check.isGateLevelBelowRequired()).isEqualTo(below);
  }

  // The order's own form.

  @Test
  void readsNanAsAFlagAndNotAsANumber() {
    OrderCheck check = CLEAN.with("order.quantity", "NaN").check();

    assertThat(check.isNonFinite()).isTrue();
    assertThat(missing(check, "quantity")).containsExactly("order.quantity");
  }

  @Test
  void tellsALimitWithoutPriceFromOneWithABadPrice() {
    OrderCheck without = CLEAN.with("order.limitPrice", null).check();
    OrderCheck zero = CLEAN.with("order.limitPrice", "0").check();
    OrderCheck market = SampleFacts.marketBuy().check();

    assertThat(List.of(without.isLimitWithoutPrice(), without.isLimitPriceNotPositive()))
        .containsExactly(true, false);
    assertThat(List.of(zero.isLimitWithoutPrice(), zero.isLimitPriceNotPositive()))
        .containsExactly(false, true);
    assertThat(List.of(market.isLimitWithoutPrice(), market.isLimitPriceNotPositive()))
        .containsExactly(false, false);
  }

  @ParameterizedTest
  @CsvSource({"clientOrderId", "account", "strategy", "modelVersion", "venue", "symbol"})
  void countsABlankNameAsNotIdentified(String key) {
    assertThat(CLEAN.check().isIdentified()).isTrue();
    assertThat(CLEAN.with("order." + key, " ").check().isIdentified()).isFalse();
  }

  // The deployment envelope.

  @Test
  void needsAnEnvelopeOnlyInLive() {
    OrderCheck paper = CLEAN.check();
    OrderCheck live = CLEAN.with("control.mode", "LIVE").check();

    assertThat(paper.isSymbolInEnvelope()).isTrue();
    assertThat(paper.isEnveloped()).isFalse();
    assertThat(missing(live, "enveloped")).containsExactly("control.envelope");
    assertThat(missing(live, "symbolInEnvelope")).containsExactly("control.envelope");
    assertThat(missing(live, "envelopePositionMax")).containsExactly("control.envelope");
  }

  @Test
  void anEnvelopeHoldsItsSymbolsAndNoOther() {
    SampleFacts live = CLEAN.with("control.mode", "LIVE");

    assertThat(live.with("control.envelope", envelope("AAPL")).check().isSymbolInEnvelope())
        .isTrue();
    assertThat(live.with("control.envelope", envelope("MSFT")).check().isSymbolInEnvelope())
        .isFalse();
  }

  @Test
  void onlyAnOrderThatReplacesOneIsAReplacement() {
    assertThat(CLEAN.check().isReplacement()).isFalse();
    assertThat(CLEAN.with("order.replaces", "c-0").check().isReplacement()).isTrue();
  }

  private static Map<String, Object> envelope(String symbol) {
    return Map.of(
        "symbols",
        List.of(symbol),
        "orderValueMax",
        "25000",
        "positionMax",
        "1000",
        "ordersPerSessionMax",
        10);
  }

  @Test
  void showsMoneyInTheAccountsCurrency() {
    assertThat(CLEAN.check().unitText("account currency")).isEqualTo("USD");
    assertThat(CLEAN.check().unitText("units")).isEqualTo("units");
    assertThat(CLEAN.with("account", null).check().unitText("account currency"))
        .isEqualTo("account currency");
  }

  private static SampleFacts around100() {
    return CLEAN
        .with("quote.bid", "99")
        .with("quote.ask", "101")
        .with("quote.last", "100")
        .with("quote.previousClose", "100");
  }

  private static List<String> missing(OrderCheck check, String field) {
    return OrderCheckSchema.INSTANCE.field(field).orElseThrow().missingPaths().apply(check);
  }
}
