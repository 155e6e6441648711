package dev.aurora.service.order;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.aurora.rules.fact.GateLevel;
import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.fact.Origin;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.rules.json.FactsLine;
import dev.aurora.rules.json.FactsReader;
import dev.aurora.rules.json.JsonFault;
import dev.aurora.service.gate.GateEvidence;
import dev.aurora.service.gate.GateVerdict;
import dev.aurora.service.journal.book.AccountRow;
import dev.aurora.service.journal.book.Accounts;
import dev.aurora.service.journal.run.RunIdentity;
import dev.aurora.service.journal.run.RunRow;
import dev.aurora.service.journal.run.RunStore;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import dev.aurora.service.run.BarMarket;
import dev.aurora.service.run.CurrentStage;
import dev.aurora.workflows.order.OrderContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes in the order of a caller: reads it strictly and works out what holds for it. Thread-safe.
 *
 * <p>What a caller must not say of its own order is worked out here: how old its decision is, which
 * gates its run passed, at which stage it is checked.
 */
public final class OrderIntake {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:@+-]{1,200}");
  private static final ZoneId EXCHANGE = ZoneId.of("America/New_York");

  /** As lenient with numbers as the facts' own reader: a NaN is the policy's to deny. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Accounts accounts;
  private final RunStore runs;
  private final GateEvidence evidence;
  private final BarMarket market;
  private final TradingCalendar calendar;
  private final CurrentStage stage;
  private final String prefix;

  /**
   * @param prefix of this installation's workflow ids
   */
  public OrderIntake(
      Accounts accounts,
      RunStore runs,
      GateEvidence evidence,
      BarMarket market,
      TradingCalendar calendar,
      CurrentStage stage,
      String prefix) {
    this.accounts = accounts;
    this.runs = runs;
    this.evidence = evidence;
    this.market = market;
    this.calendar = calendar;
    this.stage = stage;
    this.prefix = prefix;
  }

  /** An order that can be checked, and what holds for it. */
  public record Taken(Order order, OrderContext context) {}

  /**
   * Takes in an order as JSON, in the form of the facts' {@code order}.
   *
   * @param key client order id when the order names none; null = the order must name it
   * @param asOf session at whose close it was decided; null = where the account's runs are
   * @throws UsageError naming the first thing that is wrong with it
   */
  public Taken take(String json, @Nullable String key, @Nullable LocalDate asOf) {
    Order order = keyed(read(json), key);
    requireSendable(order);
    LocalDate session = asOf(order, asOf);
    return new Taken(aged(order, session), context(order, session));
  }

  /** What holds for an order that is in the books already. */
  public OrderContext contextOf(String account, Instant checkedAt) {
    LocalDate session = checkedAt.atZone(EXCHANGE).toLocalDate();
    return new OrderContext(
        prefix,
        account,
        calendar.previous(session).date(),
        TradingMode.PAPER,
        stage.following(),
        GateLevel.NONE);
  }

  private static Order read(String json) {
    requireJson(json);
    return switch (new FactsReader().read("{\"order\":" + json + "}")) {
      case FactsLine.OrderLine line -> alone(line.facts());
      case FactsLine.EventLine event -> throw refused("order", "an event", "one order");
      case FactsLine.PromotionLine candidate -> throw refused("order", "a candidate", "one order");
      case FactsLine.Unreadable bad ->
          throw refused(
              bad.path().isEmpty() ? "the order" : bad.path(), bad.found(), bad.expected());
    };
  }

  /** A fault of the text itself is told by its place in what the caller sent. */
  private static void requireJson(String json) {
    try {
      JSON.readTree(json);
    } catch (JsonProcessingException fault) {
      JsonLocation at = fault.getLocation();
      throw refused(
          "line %d, column %d".formatted(at.getLineNr(), at.getColumnNr()),
          JsonFault.told(fault),
          "one JSON object, an order");
    }
  }

  /** Nothing but the order: a caller's own word on market or account counts for nothing. */
  private static Order alone(OrderFacts facts) {
    Order order = facts.order();
    if (order == null
        || facts.now() != null
        || facts.instrument() != null
        || facts.quote() != null
        || facts.session() != null
        || facts.account() != null
        || facts.position() != null
        || facts.activity() != null
        || facts.control() != null) {
      throw refused("the order", "something beside or instead of it", "one JSON object, an order");
    }
    return order;
  }

  private static Order keyed(Order order, @Nullable String key) {
    String own = order.clientOrderId();
    if (own != null && key != null && !own.equals(key)) {
      throw refused("Idempotency-Key", key, "the client order id of the order, " + own);
    }
    String id = own == null ? key : own;
    if (id == null || !ID.matcher(id).matches()) {
      throw refused(
          "order.clientOrderId",
          String.valueOf(id),
          "1 to 200 letters, digits or . _ : @ + -, never used for another order");
    }
    String intent = order.intentId() == null ? id : order.intentId();
    return order.identified(id, intent);
  }

  private void requireSendable(Order order) {
    if (order.origin() != Origin.STRATEGY) {
      throw refused(
          "order.origin",
          String.valueOf(order.origin()),
          "STRATEGY: exits by hand and flattening orders are made by Aurora alone");
    }
    List<String> known = accounts.all().stream().map(AccountRow::account).toList();
    if (order.account() == null || !known.contains(order.account())) {
      throw refused("order.account", String.valueOf(order.account()), "one of " + known);
    }
  }

  private LocalDate asOf(Order order, @Nullable LocalDate asked) {
    Optional<LocalDate> newest =
        runs.ofAccount(String.valueOf(order.account())).stream()
            .findFirst()
            .map(run -> LocalDate.ofInstant(run.identity().asOf(), ZoneOffset.UTC));
    LocalDate asOf = asked == null ? newest.orElseGet(market::newestDecidable) : asked;
    if (!market.decidable().contains(asOf)) {
      throw refused(
          "asOf",
          asOf.toString(),
          "a session from %s to %s"
              .formatted(market.decidable().getFirst(), market.newestDecidable()));
    }
    if (newest.isPresent() && asOf.isBefore(newest.orElseThrow())) {
      throw refused(
          "asOf",
          asOf.toString(),
          "%s or later: market time does not run backwards".formatted(newest.orElseThrow()));
    }
    return asOf;
  }

  private Order aged(Order order, LocalDate asOf) {
    Instant decidedAt = order.decidedAt();
    if (decidedAt == null) {
      return order.aged(null); // the policy denies it, and that is recorded
    }
    LocalDate decidedOn = decidedAt.atZone(EXCHANGE).toLocalDate();
    if (decidedOn.isAfter(asOf)) {
      throw refused(
          "order.decidedAt",
          decidedAt.toString(),
          "%s or earlier: the session at whose close it is checked".formatted(asOf));
    }
    int sessions = calendar.sessionsAfter(decidedOn, calendar.next(asOf).date());
    return order.aged(sessions);
  }

  private OrderContext context(Order order, LocalDate asOf) {
    String account = String.valueOf(order.account());
    String key = String.valueOf(order.clientOrderId());
    return new OrderContext(
        prefix,
        account,
        asOf,
        TradingMode.PAPER,
        stage.choice(account, order.strategy(), key, TradingMode.PAPER),
        gateLevel(order, asOf));
  }

  /** That of the run which decided this session for the order's strategy. */
  private GateLevel gateLevel(Order order, LocalDate asOf) {
    if (order.strategy() == null || order.account() == null) {
      return GateLevel.NONE;
    }
    Instant bar = asOf.atStartOfDay(ZoneOffset.UTC).toInstant();
    Optional<RunRow> run = runs.find(new RunIdentity(order.account(), order.strategy(), bar));
    Map<String, Boolean> newest = new TreeMap<>();
    run.stream()
        .flatMap(row -> evidence.of(row.inputs().runId()).stream())
        .filter(verdict -> verdict.level().equals(GateLevel.L0.name()))
        .forEach((GateVerdict verdict) -> newest.put(verdict.gate(), verdict.green()));
    boolean green = !newest.isEmpty() && !newest.containsValue(false);
    return green ? GateLevel.L0 : GateLevel.NONE;
  }

  private static UsageError refused(String where, String found, String expected) {
    return new UsageError(
        new Problem(
            "order-unusable",
            "This order can't be taken: found " + found + ".",
            where,
            expected,
            "Correct the order; nothing was recorded and nothing was sent."));
  }
}
