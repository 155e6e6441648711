package dev.aurora.rules.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.aurora.rules.fact.OrderCheck;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.json.FactsLine;
import dev.aurora.rules.json.FactsReader;
import dev.aurora.rules.limit.BoundLimits;
import dev.aurora.rules.limit.LimitBook;
import dev.aurora.rules.limit.LimitBookBuilder;
import dev.aurora.rules.limit.LimitName;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Facts of tests: the clean buy of the documentation, with single values changed by their JSON
 * paths. Immutable.
 */
public final class SampleFacts {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String CLEAN_BUY =
      """
      {"id":"case-1","now":"2025-03-03T15:00:00Z",
       "order":{"clientOrderId":"c-1","intentId":"i-1","account":"PAPER-1","strategy":"momentum",
        "modelVersion":"m-1","venue":"PAPER","symbol":"AAPL","side":"BUY","type":"LIMIT",
        "quantity":"100","limitPrice":"187.20","timeInForce":"DAY","expiresAt":null,
        "origin":"STRATEGY","decidedAt":"2025-03-03T14:59:58Z","sessionsOld":0,"replaces":null},
       "instrument":{"symbol":"AAPL","currency":"USD","tickSize":"0.01","lotSize":"1",
        "minQuantity":"1","maxQuantity":"1000000","multiplier":"1","fxRate":"1","sector":"TECH",
        "averageDailyVolume":"50000000","shortable":true,"shortableQuantity":"100000"},
       "quote":{"bid":"187.19","ask":"187.21","last":"187.20","previousClose":"185.00",
        "asOf":"2025-03-03T14:59:59Z","source":"LIVE","sessionsOld":0},
       "session":{"phase":"OPEN","closesAt":"2025-03-03T21:00:00Z","halted":false,
        "limitState":null,"corporateActionPending":false},
       "account":{"currency":"USD","cash":"1000000","buyingPower":"1000000","equity":"1000000",
        "equityAtOpen":"1000000","equityPeak":"1000000","grossExposure":"0","netExposure":"0",
        "sectorExposure":{"TECH":"0"},"valueEntered":"0","ordersToday":0,"openBreaks":0},
       "position":{"quantity":"0","averagePrice":"0","workingBuy":"0","workingSell":"0",
        "workingBuyOrders":0,"workingSellOrders":0,"lastExitAt":null,"bestOwnBid":null,
        "bestOwnAsk":null},
       "activity":{"submitsStrategy":0,"submitsAccount":0,"submitsSymbol":0,"messagesWindow":0,
        "messagesSession":0,"executionsSession":0,"identicalOrders":0,"entriesWithoutPerson":0,
        "losingExits":0,"denialsWindow":0,"brokerRejectsWindow":0},
       "control":{"tradingState":"ACTIVE","restricted":false,"noTrade":false,"permitted":true,
        "approvedModel":true,"dataSane":true,"gateLevel":"L0","requiredGateLevel":"NONE",
        "ruleSetApproved":true,"mode":"PAPER","stage":"week-two","envelope":null}}
      """;

  private final ObjectNode json;

  private SampleFacts(ObjectNode json) {
    this.json = json;
  }

  /** The clean buy of 100 AAPL at 187.20 on live prices, which nothing denies. */
  public static SampleFacts cleanBuy() {
    return new SampleFacts(parse(CLEAN_BUY));
  }

  /** A sell of 100 out of a position of 100: a reducer. */
  public static SampleFacts reducer() {
    return cleanBuy()
        .with("order.side", "SELL")
        .with("position.quantity", "100")
        .with("account.grossExposure", "18720");
  }

  /** A buy at the market on live prices. */
  public static SampleFacts marketBuy() {
    return cleanBuy().with("order.type", "MARKET").with("order.limitPrice", null);
  }

  /** A buy at the market on the bar of the session before. */
  public static SampleFacts barBuy() {
    return marketBuy()
        .with("quote.source", "BAR")
        .with("quote.bid", null)
        .with("quote.ask", null)
        .with("quote.sessionsOld", 1)
        .with("order.sessionsOld", 1);
  }

  /**
   * The same facts with one value changed.
   *
   * @param path JSON path, such as {@code order.quantity}, or a whole section
   * @param value text, number, flag, map; null = missing
   */
  public SampleFacts with(String path, @Nullable Object value) {
    ObjectNode copy = json.deepCopy();
    set(copy, path, value);
    return new SampleFacts(copy);
  }

  private static void set(ObjectNode facts, String path, @Nullable Object value) {
    ObjectNode owner = facts;
    String[] keys = path.split("\\.");
    for (int i = 0; i < keys.length - 1; i++) {
      JsonNode inner = owner.get(keys[i]);
      owner = inner instanceof ObjectNode section ? section : owner.putObject(keys[i]);
    }
    owner.set(keys[keys.length - 1], node(value));
  }

  /** The same facts with many values changed, each by its path in this order. */
  public SampleFacts with(Map<String, Object> values) {
    ObjectNode copy = json.deepCopy();
    values.forEach((path, value) -> set(copy, path, value));
    return new SampleFacts(copy);
  }

  /** One line of JSON. */
  public String line() {
    return json.toString();
  }

  public OrderFacts facts() {
    return switch (new FactsReader().read(line())) {
      case FactsLine.OrderLine line -> line.facts();
      case FactsLine.EventLine event -> throw new IllegalArgumentException("no order: " + event);
      case FactsLine.PromotionLine promotion ->
          throw new IllegalArgumentException("no order: " + promotion);
      case FactsLine.Unreadable fault -> throw new IllegalArgumentException(fault.message());
    };
  }

  /** The check of these facts under the shipped firm limits. */
  public OrderCheck check() {
    return new OrderCheck(facts(), shippedLimits());
  }

  /** The check under the shipped firm limits, some of them replaced by property. */
  public OrderCheck check(Map<String, String> limits) {
    return new OrderCheck(facts(), boundLimits(limits));
  }

  /** Every firm limit as shipped, bound to no owner. */
  public static BoundLimits shippedLimits() {
    return boundLimits(Map.of());
  }

  private static BoundLimits boundLimits(Map<String, String> replaced) {
    return firmBook(replaced).bind(null, null, null, null, null);
  }

  /** A book of the firm scope alone: as shipped, some limits replaced by property. */
  public static LimitBook firmBook(Map<String, String> replaced) {
    LimitBookBuilder builder = new LimitBookBuilder();
    setFirm(builder, replaced);
    return switch (builder.build()) {
      case LimitBookBuilder.Complete complete -> complete.book();
      case LimitBookBuilder.Refused refused ->
          throw new IllegalArgumentException(refused.problems().toString());
    };
  }

  /** Sets every firm limit as shipped, some replaced by property. */
  public static void setFirm(LimitBookBuilder builder, Map<String, String> replaced) {
    Map<String, String> values = new TreeMap<>();
    for (LimitName name : LimitName.values()) {
      values.put(name.property(), name.shippedDefault().toPlainString());
    }
    values.putAll(replaced);
    LimitBookBuilder.Scope firm = builder.scope("firm");
    values.forEach(firm::set);
  }

  private static JsonNode node(@Nullable Object value) {
    // Texts are most of what random facts set, and the general way is slow.
    return value instanceof String text ? TextNode.valueOf(text) : JSON.valueToTree(value);
  }

  private static ObjectNode parse(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
