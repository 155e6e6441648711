package dev.aurora.rules.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.Envelope;
import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.fact.OrderType;
import dev.aurora.rules.fact.Origin;
import dev.aurora.rules.fact.SaidNone;
import dev.aurora.rules.fact.SessionPhase;
import dev.aurora.rules.fact.Side;
import dev.aurora.rules.fact.Stage;
import dev.aurora.rules.fact.TimeInForce;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.rules.fact.breaker.BreakerFacts;
import dev.aurora.rules.fact.breaker.EventKind;
import dev.aurora.rules.json.FactsLine.EventLine;
import dev.aurora.rules.json.FactsLine.OrderLine;
import dev.aurora.rules.json.FactsLine.Unreadable;
import dev.aurora.rules.testing.RandomEvents;
import dev.aurora.rules.testing.SampleFacts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactsReaderTest {

  private static final SampleFacts CLEAN = SampleFacts.cleanBuy();

  private final FactsReader reader = new FactsReader();
  private final FactsWriter writer = new FactsWriter();

  @Test
  void readsEveryKeyOfAnOrder() {
    assertThat(CLEAN.facts().order())
        .isEqualTo(
            new Order(
                "c-1",
                "i-1",
                "PAPER-1",
                "momentum",
                "m-1",
                "PAPER",
                "AAPL",
                Side.BUY,
                OrderType.LIMIT,
                new BigDecimal("100"),
                new BigDecimal("187.20"),
                TimeInForce.DAY,
                null,
                Origin.STRATEGY,
                Instant.parse("2025-03-03T14:59:58Z"),
                0,
                null,
                false));
  }

  @Test
  void readsDecimalsAlikeFromNumbersAndTextsAndKeepsThemExact() {
    String number = CLEAN.line().replace("\"187.20\",\"timeInForce\"", "187.20,\"timeInForce\"");

    assertThat(number).isNotEqualTo(CLEAN.line());
    assertThat(reader.read(number)).isEqualTo(new OrderLine(CLEAN.facts()));
    assertThat(CLEAN.with("quote.last", "0.1000000000000000000000001").facts().quote().last())
        .isEqualTo(new BigDecimal("0.1000000000000000000000001"));
  }

  @Test
  void takesAKeyThatIsLeftOutAndOneThatIsNullBothForMissing() {
    String leftOut = CLEAN.line().replace("\"cash\":\"1000000\",", "");

    assertThat(leftOut).isNotEqualTo(CLEAN.line());
    assertThat(reader.read(leftOut))
        .isEqualTo(reader.read(CLEAN.with("account.cash", null).line()));
    assertThat(((OrderLine) reader.read("{\"order\":null}")).facts())
        .isEqualTo(new OrderFacts(null, null, null, null, null, null, null, null, null, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-Infinity"})
  void notesANumberOfTheOrderThatIsNoNumberAsTextOrBare(String text) {
    for (String key : List.of("quantity", "limitPrice")) {
      SampleFacts quoted = CLEAN.with("order." + key, text);
      String bare = quoted.line().replace('"' + text + '"', text);

      assertThat(quoted.facts().order().nonFinite()).isTrue();
      assertThat(reader.read(bare)).isEqualTo(new OrderLine(quoted.facts()));
    }
    assertThat(CLEAN.with("order.quantity", text).facts().order().quantity()).isNull();
  }

  @Test
  void readsAnEnvelope() {
    SampleFacts facts =
        CLEAN.with(
            "control.envelope",
            Map.of("symbols", List.of("AAPL", "IBM"), "orderValueMax", "5", "positionMax", 7));

    assertThat(facts.facts().control().envelope())
        .isEqualTo(
            new Envelope(Set.of("AAPL", "IBM"), new BigDecimal("5"), new BigDecimal("7"), null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "order.quantity | 1,5 | a decimal number",
        "order.quantity | '' | a decimal number",
        "order.quantity | .5 | a decimal number",
        "order.quantity | 5. | a decimal number",
        "order.quantity | 0x10 | a decimal number",
        "order.quantity | ' 5' | a decimal number",
        "order.quantity | --5 | a decimal number",
        "order.quantity | 1e41 | a decimal number of at most 40 digits on each side of the point",
        "order.quantity | 1e999999999 | a decimal number of at most 40 digits on each side of the"
            + " point",
        "quote.bid | NaN | a decimal number",
        "account.equity | Infinity | a decimal number",
        "account.ordersToday | 1.5 | a whole number from 0 to 9223372036854775807",
        "account.ordersToday | -1 | a whole number from 0 to 9223372036854775807",
        "order.sessionsOld | 2147483648 | a whole number from 0 to 2147483647",
        "order.side | buy | one of BUY, SELL",
        "control.stage | WEEK_ONE | one of baseline, week-one, week-two",
        "control.gateLevel | L3 | one of NONE, L0, L1, L2",
        "now | 2025-03-03T15:00:00 | a UTC time such as 2025-03-03T15:00:00Z",
        "now | 2025-03-03T15:00:00+01:00 | a UTC time such as 2025-03-03T15:00:00Z",
        "now | 2025-02-30T15:00:00Z | a UTC time such as 2025-03-03T15:00:00Z",
        "session.halted | true | true or false",
        "account.sectorExposure.TECH | x | a decimal number"
      })
  void namesPathFoundAndExpectedOfABadValue(String path, String value, String expected) {
    assertThat(reader.read(CLEAN.with(path, value).line()))
        .isEqualTo(new Unreadable("case-1", path, '"' + value + '"', expected));
  }

  @Test
  void namesAValueOfTheWrongKind() {
    assertThat(reader.read(CLEAN.with("order.symbol", 5).line()))
        .isEqualTo(new Unreadable("case-1", "order.symbol", "5", "a text"));
    assertThat(reader.read(CLEAN.with("order.quantity", List.of(1)).line()))
        .isEqualTo(new Unreadable("case-1", "order.quantity", "a list", "a decimal number"));
    assertThat(reader.read(CLEAN.with("order", List.of()).line()))
        .isEqualTo(new Unreadable("case-1", "order", "a list", "an object"));
    assertThat(reader.read(CLEAN.with("order.quantity", true).line()))
        .isEqualTo(new Unreadable("case-1", "order.quantity", "true", "a decimal number"));
  }

  @Test
  void namesAnUnknownField() {
    Unreadable inside = (Unreadable) reader.read(CLEAN.with("order.qty", "5").line());
    Unreadable outside = (Unreadable) reader.read(CLEAN.with("extra", "5").line());
    Unreadable hidden = (Unreadable) reader.read(CLEAN.with("order.nonFinite", true).line());

    assertThat(inside.message())
        .startsWith("order.qty: expected one of clientOrderId, intentId, account, ")
        .endsWith("but found an unknown field");
    assertThat(outside.path()).isEqualTo("extra");
    assertThat(hidden.path()).isEqualTo("order.nonFinite");
  }

  @Test
  void namesAKeyThatIsGivenTwice() {
    String twice = CLEAN.line().replace("\"side\":\"BUY\"", "\"side\":\"BUY\",\"side\":\"SELL\"");

    assertThat(reader.read(twice))
        .isEqualTo(
            new Unreadable("case-1", "order.side", "the key a second time", "each key once"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "5", "null", "{", "{\"id\":", "{} {}", "{}x", "{'id':1}"})
  void refusesALineThatIsNotOneObject(String line) {
    assertThat(reader.read(line))
        .isInstanceOfSatisfying(Unreadable.class, fault -> assertThat(fault.path()).isEmpty());
  }

  @Test
  void keepsTheIdOfABrokenLineWhereverItStands() {
    assertThat(((Unreadable) reader.read("{\"order\":5,\"id\":\"late\"}")).id()).isEqualTo("late");
    assertThat(((Unreadable) reader.read("{\"order\":5")).id()).isNull();
  }

  @Test
  void readsALineWithAnEventForTheBreakers() {
    assertThat(
            reader.read(
                """
                {"id":"e-1","now":"2025-03-03T15:00:00Z",
                 "event":{"kind":"FILL","account":"A","strategy":null,"symbol":"X"},
                 "session":{"phase":"OPEN"},
                 "account":{"equity":99.5,"equityAtOpen":"100","equityPeak":null},
                 "fill":{"side":"SELL","price":"10.00","referencePrice":10},
                 "run":{"failedDataSanityInARow":1,"overLatencyBudgetInARow":2,"latencyMillis":3.5},
                 "broker":{"lastHeartbeatAt":"2025-03-03T14:59:59Z","oldestUnknownSince":null},
                 "books":{"mismatchConfirmed":true},
                 "activity":{"denialsWindow":4,"brokerRejectsWindow":5},
                 "control":{"stage":"week-one","mode":"LIVE"}}
                """))
        .isEqualTo(
            new EventLine(
                new BreakerFacts(
                    "e-1",
                    Instant.parse("2025-03-03T15:00:00Z"),
                    new BreakerFacts.Event(EventKind.FILL, "A", null, "X", null, null),
                    new BreakerFacts.Session(SessionPhase.OPEN),
                    new BreakerFacts.Activity(4L, 5L),
                    new BreakerFacts.Account(new BigDecimal("99.5"), new BigDecimal("100"), null),
                    new BreakerFacts.Fill(Side.SELL, new BigDecimal("10.00"), new BigDecimal("10")),
                    new BreakerFacts.Run(1L, 2L, new BigDecimal("3.5")),
                    new BreakerFacts.Broker(Instant.parse("2025-03-03T14:59:59Z"), null),
                    new BreakerFacts.Books(true),
                    new BreakerFacts.Control(Stage.WEEK_ONE, TradingMode.LIVE))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'id':'x','order':{},'event':{}} | '' | `order` and `event`",
        "{'id':'x','event':null,'order':null} | '' | `order` and `event`",
        "{'id':'x','now':null} | '' | none of `order`, `event` and `promotion`",
        "{} | '' | none of `order`, `event` and `promotion`",
        "{'event':{'kind':'FILLED'}} | event.kind | \"FILLED\"",
        "{'event':{'kind':'FILL','side':'BUY'}} | event.side | an unknown field",
        "{'event':{},'quote':{}} | quote | an unknown field",
        "{'event':{},'account':{'cash':'1'}} | account.cash | an unknown field",
        "{'event':{},'event':{}} | event | the key a second time",
        "{'event':{},'activity':{'denialsWindow':-1}} | activity.denialsWindow | -1",
        "{'event':{},'activity':{'denialsWindow':1.5}} | activity.denialsWindow | 1.5",
        "{'event':{},'fill':{'price':'NaN'}} | fill.price | \"NaN\"",
        "{'event':{},'books':{'mismatchConfirmed':'yes'}} | books.mismatchConfirmed | \"yes\"",
        "{'event':{'account':'a/symbol:b'}} | event | values that can't be: account is a name"
            + " without spaces, colons and slashes, not \"a/symbol:b\"",
        "{'event':{'strategy':''}} | event | values that can't be: strategy is a name without"
            + " spaces, colons and slashes, not \"\"",
        "{'event':{},'run':{'latencyMillis':-1}} | run | values that can't be: latencyMillis is"
            + " negative: -1"
      })
  void refusesAnEventLineThatIsNotPlain(String line, String path, String found) {
    assertThat(reader.read(line.replace('\'', '"').replace("can\"t", "can't")))
        .isInstanceOfSatisfying(
            Unreadable.class,
            fault -> {
              assertThat(fault.path()).isEqualTo(path);
              assertThat(fault.found()).isEqualTo(found);
            });
  }

  @Test
  void takesTheWordEventElsewhereForNoEvent() {
    assertThat(CLEAN.with("order.intentId", "event").facts().order().intentId()).isEqualTo("event");
  }

  @Test
  void readsEqualEventsFromTheCanonicalLine() {
    RandomEvents random = new RandomEvents(7);
    for (int i = 0; i < 500; i++) {
      BreakerFacts facts = i % 2 == 0 ? random.complete() : random.incomplete();
      assertThat(reader.read(writer.line(facts))).isEqualTo(new EventLine(facts));
    }
  }

  // Round trip.

  @Test
  void readsEqualFactsFromTheCanonicalLine() {
    SampleFacts full =
        CLEAN
            .with("account.sectorExposure", Map.of("TECH", "1.50", "BANK", "2"))
            .with("order.expiresAt", "2025-03-03T16:00:00.123456789Z")
            .with("session.limitState", "UP")
            .with("order.quantity", "1e3")
            .with("quote.last", "0.00000000010")
            .with("account.firmValueEntered", "5")
            .with("control.envelope", Map.of("symbols", List.of("B", "A")));
    String line = writer.line(full.facts());

    assertThat(reader.read(line)).isEqualTo(new OrderLine(full.facts()));
    assertThat(line).contains("\"sectorExposure\":{\"BANK\":\"2\",\"TECH\":\"1.50\"}");
    assertThat(line).contains("\"symbols\":[\"A\",\"B\"]").contains("\"last\":\"0.00000000010\"");
  }

  @Test
  void writesTheSampleAsOneCanonicalLine() {
    assertThat(writer.line(CLEAN.facts()))
        .startsWith(
            "{\"id\":\"case-1\",\"now\":\"2025-03-03T15:00:00Z\",\"order\":{\"clientOrderId\":\"c-1\"")
        .contains("\"quantity\":\"100\",\"limitPrice\":\"187.20\",\"timeInForce\":\"DAY\"")
        .contains("\"stage\":\"week-two\",\"envelope\":null}}")
        .doesNotContain("nonFinite", "\n");
  }

  @Test
  void readsEqualFactsAgainWhateverIsMissing() {
    long seed = Long.getLong("aurora.seed", 4_711L);
    Random random = new Random(seed);
    List<String> paths =
        List.of("id", "now", "order.side", "order.quantity", "order.limitPrice", "quote.bid");
    List<String> sections = List.of("instrument", "session", "account", "position", "control");
    for (int round = 0; round < 500; round++) {
      SampleFacts facts = CLEAN;
      for (String path : paths) {
        facts = random.nextBoolean() ? facts.with(path, null) : facts;
      }
      for (String section : sections) {
        facts = random.nextInt(4) == 0 ? facts.with(section, null) : facts;
      }
      facts = random.nextInt(4) == 0 ? facts.with("order.quantity", "NaN") : facts;
      facts = random.nextInt(4) == 0 ? facts.with("order.limitPrice", "Infinity") : facts;

      assertThat(reader.read(writer.line(facts.facts())))
          .as("seed %s, round %s", seed, round)
          .isEqualTo(new OrderLine(facts.facts()));
    }
  }

  @Test
  void tellsAKeyThatSaysNoneFromOneThatIsLeftOut() {
    String said =
        "{\"order\":{\"expiresAt\" : null},\"session\":{\"limitState\":null},\"position\":null}";
    String silent = "{\"id\":\"limitState\",\"order\":{},\"session\":{},\"position\":null}";

    assertThat(facts(said).leftOut()).isZero();
    assertThat(facts(silent).leftOut())
        .isEqualTo(SaidNone.EXPIRES_AT.bit() | SaidNone.LIMIT_STATE.bit());
  }

  @Test
  void writesWhatWasLeftOutAsLeftOut() {
    OrderFacts silent = facts("{\"order\":{},\"session\":{\"limitState\":null}}");
    String line = new FactsWriter().line(silent);

    assertThat(line).doesNotContain("expiresAt").contains("limitState");
    assertThat(facts(line)).isEqualTo(silent);
  }

  private static OrderFacts facts(String line) {
    return ((FactsLine.OrderLine) new FactsReader().read(line)).facts();
  }
}
