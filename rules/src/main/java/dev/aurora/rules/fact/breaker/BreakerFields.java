package dev.aurora.rules.fact.breaker;

import static dev.aurora.rules.fact.breaker.BreakerBase.mask;

import dev.aurora.rules.fact.FactField;
import dev.aurora.rules.fact.FactType;
import dev.aurora.rules.limit.LimitUnit;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The registry's entries of {@link BreakerCheck}. */
final class BreakerFields {

  /** Names of the flags that tell what an event carries. */
  static final Set<String> PARTS =
      Set.of("withActivity", "withAccount", "withFill", "withRun", "withBroker", "withBooks");

  private static final String PRICE = "price currency per unit";

  private BreakerFields() {}

  static List<FactField<BreakerCheck>> all() {
    return Stream.of(event(), parts(), counts(), equity(), fill(), broker())
        .flatMap(List::stream)
        .toList();
  }

  private static List<FactField<BreakerCheck>> event() {
    return List.of(
        text(
            "kind",
            "ORDER, FILL, REJECT, HEARTBEAT, RUN_END or RECONCILIATION.",
            mask(BreakerBase.KIND),
            BreakerCheck::getKind),
        text("account", "Account of the event; empty when it has none.", 0, c -> c.getAccount()),
        text("strategy", "Strategy of the event; empty when it has none.", 0, c -> c.getStrategy()),
        text("symbol", "Symbol of the event; empty when it has none.", 0, c -> c.getSymbol()),
        text("venue", "Venue of the event; empty when it has none.", 0, c -> c.getVenue()),
        text(
            "modelVersion",
            "Model version of the event; empty when it has none.",
            0,
            BreakerCheck::getModelVersion),
        text("phase", "Phase of the session.", mask(BreakerBase.PHASE), BreakerCheck::getPhase),
        bool(
            "sessionOpen",
            "The session's phase is OPEN.",
            check -> mask(BreakerBase.PHASE),
            BreakerCheck::isSessionOpen),
        text("stage", "Rollout stage.", mask(BreakerBase.STAGE), BreakerCheck::getStage),
        text("mode", "SHADOW, PAPER or LIVE.", mask(BreakerBase.MODE), BreakerCheck::getMode));
  }

  private static List<FactField<BreakerCheck>> parts() {
    return List.of(
        with("withActivity", "counts of denials and rejects", Section.ACTIVITY),
        with("withAccount", "the account's equity", Section.ACCOUNT),
        with("withFill", "a fill", Section.FILL_MADE),
        with("withRun", "the end of a decision run", Section.RUN),
        with("withBroker", "what is known of the broker", Section.BROKER),
        with("withBooks", "books compared with the broker", Section.BOOKS));
  }

  private static List<FactField<BreakerCheck>> counts() {
    return List.of(
        decimal(
            "denialsWindow",
            LimitUnit.DENIALS.word(),
            "Orders of the strategy that were denied in the last 60 s.",
            check -> mask(BreakerBase.DENIALS),
            BreakerCheck::getDenialsWindow),
        decimal(
            "brokerRejectsWindow",
            LimitUnit.REJECTS.word(),
            "Orders of the account that the broker rejected in the last 60 s.",
            check -> mask(BreakerBase.REJECTS),
            BreakerCheck::getBrokerRejectsWindow),
        decimal(
            "failedDataSanityInARow",
            LimitUnit.RUNS.word(),
            "Runs of the strategy with failed DataSanity, up to this one without a gap.",
            check -> mask(BreakerBase.FAILED_RUNS),
            BreakerCheck::getFailedDataSanityInARow),
        decimal(
            "overLatencyBudgetInARow",
            LimitUnit.RUNS.word(),
            "Runs of the strategy over the latency budget, up to this one without a gap.",
            check -> mask(BreakerBase.SLOW_RUNS),
            BreakerCheck::getOverLatencyBudgetInARow));
  }

  private static List<FactField<BreakerCheck>> equity() {
    return List.of(
        decimal(
            "equity",
            LimitUnit.MONEY.word(),
            "Equity of the account.",
            check -> mask(BreakerBase.EQUITY),
            BreakerCheck::getEquity),
        decimal(
            "equityAtOpen",
            LimitUnit.MONEY.word(),
            "Equity at the previous close, after corporate actions and cash flows.",
            check -> mask(BreakerBase.EQUITY_AT_OPEN),
            BreakerCheck::getEquityAtOpen),
        decimal(
            "equityPeak",
            LimitUnit.MONEY.word(),
            "Highest equity so far, shifted by cash flows.",
            check -> mask(BreakerBase.EQUITY_PEAK),
            BreakerCheck::getEquityPeak),
        decimal(
            "lossToday",
            LimitUnit.MONEY.word(),
            "Equity at open minus equity; negative on a day's gain.",
            check -> mask(BreakerBase.EQUITY_AT_OPEN, BreakerBase.EQUITY),
            BreakerCheck::getLossToday),
        decimal(
            "drawdownBps",
            LimitUnit.BPS.word(),
            "Fall of equity from its peak, as a share of the peak.",
            check -> mask(BreakerBase.EQUITY_PEAK, BreakerBase.EQUITY),
            BreakerCheck::getDrawdownBps));
  }

  private static List<FactField<BreakerCheck>> fill() {
    return List.of(
        text(
            "fillSide",
            "BUY or SELL; empty when the event is no fill.",
            mask(BreakerBase.FILL_SIDE),
            BreakerCheck::getFillSide),
        decimal(
            "fillPrice",
            PRICE,
            "Price of the fill.",
            check -> mask(BreakerBase.FILL_PRICE),
            BreakerCheck::getFillPrice),
        decimal(
            "fillReferencePrice",
            PRICE,
            "Reference price when the order was sent.",
            check -> mask(BreakerBase.FILL_REFERENCE),
            BreakerCheck::getFillReferencePrice),
        decimal(
            "slippageBps",
            LimitUnit.BPS.word(),
            "How much worse the fill is than the reference price, as a share of it; negative when"
                + " it is better.",
            check ->
                mask(BreakerBase.FILL_SIDE, BreakerBase.FILL_PRICE, BreakerBase.FILL_REFERENCE),
            BreakerCheck::getSlippageBps));
  }

  private static List<FactField<BreakerCheck>> broker() {
    return List.of(
        decimal(
            "heartbeatAge",
            LimitUnit.SECONDS.word(),
            "Wall time since the broker was last heard of, at least 0.",
            BreakerFields::heartbeat,
            BreakerCheck::getHeartbeatAge),
        bool(
            "heartbeatFromTheFuture",
            "The last heartbeat is more than one second ahead of now.",
            BreakerFields::heartbeat,
            BreakerCheck::isHeartbeatFromTheFuture),
        decimal(
            "unknownOrderAge",
            LimitUnit.SECONDS.word(),
            "Wall time since the oldest order of unknown outcome is unknown; 0 when there is none.",
            BreakerFields::unknownOrder,
            BreakerCheck::getUnknownOrderAge),
        bool(
            "unknownFromTheFuture",
            "An order is unknown since more than one second ahead of now.",
            BreakerFields::unknownOrder,
            BreakerCheck::isUnknownFromTheFuture),
        bool(
            "mismatchConfirmed",
            "Books and broker differ, and did so again at a targeted second look.",
            check -> mask(BreakerBase.MISMATCH),
            BreakerCheck::isMismatchConfirmed));
  }

  /** Facts that rules cannot read, because they can rightly be absent or are times. */
  static List<FactField<BreakerCheck>> raw() {
    return List.of(
        raw("now", "Wall time of the check.", "heartbeatAge", check -> check.facts().now()),
        raw(
            "lastHeartbeatAt",
            "When the broker was last heard of.",
            "heartbeatAge",
            check -> check.facts().broker()),
        raw(
            "oldestUnknownSince",
            "Since when the oldest unknown order is unknown; may be none.",
            "unknownOrderAge",
            check -> check.facts().broker()),
        raw(
            "latencyMillis",
            "Latency of the run; may be unmeasured.",
            "overLatencyBudgetInARow",
            check -> check.facts().run()));
  }

  private static long heartbeat(BreakerCheck check) {
    return check.isWithBroker() ? mask(BreakerBase.NOW, BreakerBase.HEARTBEAT) : 0;
  }

  /** Without an unknown order nothing is measured, so no clock is needed. */
  private static long unknownOrder(BreakerCheck check) {
    BreakerFacts.Broker broker = check.facts().broker();
    if (broker == null) {
      return mask(BreakerBase.BROKER);
    }
    return broker.oldestUnknownSince() == null ? 0 : mask(BreakerBase.NOW);
  }

  /** Unknown only for an event of no kind: then anything could be missing. */
  private static FactField<BreakerCheck> with(String name, String what, Section section) {
    return bool(
        name,
        "The event tells " + what + ", or has to.",
        check -> section.isDecided(check.facts()) ? 0 : mask(BreakerBase.KIND),
        check -> section.isOf(check.facts()));
  }

  private static FactField<BreakerCheck> decimal(
      String name,
      String unit,
      String description,
      ToLongFunction<BreakerCheck> need,
      Function<BreakerCheck, BigDecimal> reader) {
    return field(name, FactType.DECIMAL, unit, description, need, reader::apply);
  }

  private static FactField<BreakerCheck> bool(
      String name,
      String description,
      ToLongFunction<BreakerCheck> need,
      Function<BreakerCheck, Boolean> reader) {
    return field(name, FactType.BOOLEAN, "", description, need, reader::apply);
  }

  private static FactField<BreakerCheck> text(
      String name, String description, long need, Function<BreakerCheck, String> reader) {
    return field(name, FactType.TEXT, "", description, check -> need, reader::apply);
  }

  private static FactField<BreakerCheck> field(
      String name,
      FactType type,
      String unit,
      String description,
      ToLongFunction<BreakerCheck> need,
      Function<BreakerCheck, @Nullable Object> reader) {
    return new FactField<>(
        name,
        type,
        unit,
        description,
        check -> check.missing() & need.applyAsLong(check),
        check -> BreakerBase.pathsIn(check.missing() & need.applyAsLong(check), check.facts()),
        reader,
        false,
        "");
  }

  private static FactField<BreakerCheck> raw(
      String name,
      String description,
      String insteadOf,
      Function<BreakerCheck, @Nullable Object> reader) {
    return new FactField<>(
        name,
        FactType.TEXT,
        "",
        description,
        check -> 0,
        check -> List.of(),
        reader,
        true,
        insteadOf);
  }
}
