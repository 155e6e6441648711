package dev.aurora.rules.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.json.FactsLine;
import dev.aurora.rules.json.FactsReader;

/** A clean buy of 100 AAPL at 187.20, and what a test changes in it. */
public final class Facts {

  public static final String CLEAN_BUY =
      """
      {"id":"case-1","now":"2025-03-03T15:00:00Z",
       "order":{"clientOrderId":"o-1","intentId":"i-1","account":"PAPER-1","strategy":"other","modelVersion":"m-1","venue":"PAPER","symbol":"AAPL","side":"BUY","type":"LIMIT","quantity":"100","limitPrice":"187.20","timeInForce":"DAY","expiresAt":null,"origin":"STRATEGY","decidedAt":"2025-03-03T14:59:30Z","sessionsOld":0,"replaces":null},
       "instrument":{"symbol":"AAPL","currency":"USD","tickSize":"0.01","lotSize":"1","minQuantity":"1","maxQuantity":"1000000","multiplier":"1","fxRate":"1","sector":"TECH","averageDailyVolume":"50000000","shortable":true,"shortableQuantity":"100000"},
       "quote":{"bid":"187.19","ask":"187.21","last":"187.20","previousClose":"185.00","asOf":"2025-03-03T14:59:59Z","source":"LIVE","sessionsOld":0},
       "session":{"phase":"OPEN","closesAt":"2025-03-03T21:00:00Z","halted":false,"limitState":null,"corporateActionPending":false},
       "account":{"currency":"USD","cash":"1000000","buyingPower":"1000000","equity":"1000000","equityAtOpen":"1000000","equityPeak":"1000000","grossExposure":"0","netExposure":"0","sectorExposure":{"TECH":"0"},"valueEntered":"0","ordersToday":0,"openBreaks":0},
       "position":{"quantity":"0","averagePrice":"0","workingBuy":"0","workingSell":"0","workingBuyOrders":0,"workingSellOrders":0,"lastExitAt":null,"bestOwnBid":null,"bestOwnAsk":null},
       "activity":{"submitsStrategy":0,"submitsAccount":0,"submitsSymbol":0,"messagesWindow":0,"messagesSession":0,"executionsSession":0,"identicalOrders":0,"entriesWithoutPerson":0,"losingExits":0,"denialsWindow":0,"brokerRejectsWindow":0},
       "control":{"tradingState":"ACTIVE","restricted":false,"noTrade":false,"permitted":true,"approvedModel":true,"dataSane":true,"gateLevel":"L0","requiredGateLevel":"NONE","ruleSetApproved":true,"mode":"PAPER","stage":"week-two","envelope":null}}
      """;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode facts;

  private Facts(ObjectNode facts) {
    this.facts = facts;
  }

  public static Facts cleanBuy() {
    return new Facts((ObjectNode) tree(CLEAN_BUY));
  }

  /**
   * Sets a value by its dotted path.
   *
   * @param json such as {@code "\"100\""}, {@code true} or {@code null}
   */
  public Facts with(String path, String json) {
    int dot = path.indexOf('.');
    ObjectNode section = dot < 0 ? facts : (ObjectNode) facts.get(path.substring(0, dot));
    section.set(path.substring(dot + 1), tree(json));
    return this;
  }

  /** A text or decimal, quoted for the caller. */
  public Facts text(String path, String value) {
    return with(path, '"' + value + '"');
  }

  /** As one line of JSON. */
  public String line() {
    return facts.toString();
  }

  public OrderFacts read() {
    return switch (new FactsReader().read(line())) {
      case FactsLine.OrderLine order -> order.facts();
      case FactsLine.Unreadable bad -> throw new IllegalArgumentException(bad.message());
    };
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
