package dev.aurora.rules.contract;

import static dev.aurora.rules.contract.ReferenceFacts.Missing;
import static dev.aurora.rules.fact.Stage.BASELINE;
import static dev.aurora.rules.fact.Stage.WEEK_ONE;
import static dev.aurora.rules.fact.Stage.WEEK_TWO;
import static dev.aurora.rules.verdict.Consequence.DENY_ORDER;
import static dev.aurora.rules.verdict.Consequence.HALT_TRADING;
import static dev.aurora.rules.verdict.Consequence.REDUCE_ONLY;

import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.fact.Origin;
import dev.aurora.rules.fact.SessionPhase;
import dev.aurora.rules.fact.Side;
import dev.aurora.rules.fact.Stage;
import dev.aurora.rules.fact.TradingState;
import dev.aurora.rules.verdict.Consequence;
import dev.aurora.rules.verdict.Mode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of controls in plain Java, written by hand from its words: what rules, parser,
 * typed trees and Drools are held against. Shares nothing with them but the records of the facts;
 * ratios are compared by multiplying, not by dividing. Stateless but for its limits; thread-safe.
 */
public final class ReferencePolicy {

  private static final BigDecimal TEN_THOUSAND = new BigDecimal("10000");

  /**
   * What one rule found.
   *
   * @param missing a fact is missing; then the other parts but the control say nothing
   * @param observed normalised plain text; null when the rule compares with no limit
   */
  public record Finding(
      String control,
      boolean missing,
      Consequence then,
      Mode mode,
      @Nullable String observed,
      @Nullable String limit,
      @Nullable String scope) {}

  /** Something that holds or not. */
  interface Part {
    boolean holds();
  }

  private final ReferenceLimits limits;

  public ReferencePolicy(ReferenceLimits limits) {
    this.limits = limits;
  }

  /** Every finding, in catalogue order. */
  public List<Finding> findings(OrderFacts facts) {
    One one = new One(facts);
    one.form();
    one.order();
    one.price();
    one.rates();
    one.exposure();
    one.losses();
    one.market();
    one.governance();
    return one.findings;
  }

  /** One order under check. */
  private final class One {
    private final ReferenceFacts f;
    private final ReferenceLimits.Bound bound;
    private final @Nullable Stage stage;
    private final List<Finding> findings = new ArrayList<>();
    private final Part opener;
    private final Part notHaltExempt;
    private final Part notManualExit;

    One(OrderFacts facts) {
      this.f = new ReferenceFacts(facts);
      this.stage = facts.control() == null ? null : facts.control().stage();
      this.bound = limits.of(facts.order() == null ? null : facts.order().strategy());
      this.opener = () -> !f.reducer();
      this.notHaltExempt = () -> !f.reducerFrom(Origin.MANUAL_EXIT, Origin.KILL_FLATTEN);
      this.notManualExit = () -> !f.reducerFrom(Origin.MANUAL_EXIT);
    }

    void form() {
      deny("order-form", BASELINE, () -> f.order().nonFinite());
      deny("order-form", BASELINE, () -> f.quantity().signum() <= 0);
      deny("order-form", BASELINE, () -> f.isLimit() && f.order().limitPrice() == null);
      deny(
          "order-form",
          BASELINE,
          () ->
              f.isLimit()
                  && f.order().limitPrice() != null
                  && f.order().limitPrice().signum() <= 0);
      deny("order-form", BASELINE, f::expired);
      deny("order-form", BASELINE, () -> !f.saysWhoseItIs());
      deny("order-form", BASELINE, () -> !f.isOfItsInstrument());
      deny("order-form", BASELINE, f::contradicts);
      deny("order-form", BASELINE, f::fromTheFuture);
      deny("authority", BASELINE, () -> !f.need(f.control().permitted()));
      if (stage == null) {
        findings.add(missing("rule-set-integrity", Mode.ENFORCE));
      }
    }

    void order() {
      deny(
          "price-increment",
          WEEK_ONE,
          () -> f.isLimit() && !multiple(f.limitPrice(), f.need(f.instrument().tickSize())));
      deny(
          "lot-size",
          WEEK_ONE,
          () -> !multiple(f.quantity(), f.need(f.instrument().lotSize())),
          () -> !all(f::reducer, () -> f.quantity().compareTo(f.closable()) == 0));
      deny(
          "lot-size",
          WEEK_ONE,
          opener,
          () -> f.quantity().compareTo(f.need(f.instrument().minQuantity())) < 0);
      deny(
          "lot-size",
          WEEK_ONE,
          () -> f.quantity().compareTo(f.need(f.instrument().maxQuantity())) > 0);
      above("order-quantity-max", BASELINE, f::quantity, "orderQuantityMax");
      above("order-value-max", BASELINE, this::value, "orderValueMax", opener);
      held(
          "order-value-min",
          WEEK_ONE,
          DENY_ORDER,
          this::value,
          bound.get("orderValueMin"),
          () -> value().compareTo(bound.value("orderValueMin")) < 0,
          opener);
    }

    void price() {
      collar();
      ratio(
          "price-band",
          WEEK_ONE,
          DENY_ORDER,
          () -> f.bandReference().subtract(f.previousClose()).abs(),
          f::previousClose,
          "priceBandBps",
          opener);
      above(
          "reference-price-age",
          WEEK_ONE,
          f::quoteAge,
          "referencePriceAgeMax",
          opener,
          () -> !f.isBar());
      above(
          "reference-price-age",
          WEEK_ONE,
          f::quoteAge,
          "reducerPriceAgeMax",
          f::reducer,
          notManualExit,
          () -> !f.isBar());
      above(
          "reference-price-age",
          WEEK_ONE,
          f::quoteSessions,
          "referencePriceSessionsMax",
          notManualExit,
          f::isBar);
      ratio(
          "adv-participation",
          WEEK_ONE,
          DENY_ORDER,
          f::quantity,
          () -> f.need(f.instrument().averageDailyVolume()),
          "advParticipationMaxBps",
          opener);
    }

    /** Which collar holds is decided by the reference price; reducers have twice the room. */
    private void collar() {
      ReferenceLimits.Value[] limit = {bound.get("priceCollarBps")};
      try {
        limit[0] = bound.get(tier(f.reference()));
      } catch (Missing e) {
        // Without a reference price any tier could hold; which one is shown makes no difference.
      }
      Supplier<BigDecimal> doubled =
          () -> limit[0].value().multiply(f.reducer() ? BigDecimal.valueOf(2) : BigDecimal.ONE);
      Supplier<BigDecimal> observed = () -> bps(f.adverseMove(), f.reference());
      Part outside =
          () -> f.adverseMove().multiply(TEN_THOUSAND).compareTo(times(doubled, f::reference)) > 0;
      Part certain =
          () -> {
            boolean is = outside.holds();
            if (is) {
              limit[0] = new ReferenceLimits.Value(doubled.get(), limit[0].scope());
            }
            return is;
          };
      rule(
          "price-collar",
          WEEK_ONE,
          DENY_ORDER,
          () -> finding("price-collar", WEEK_ONE, DENY_ORDER, observed.get(), limit[0]),
          notManualExit,
          certain);
    }

    private String tier(BigDecimal reference) {
      if (reference.compareTo(BigDecimal.ONE) < 0) {
        return "priceCollarBpsBelow1";
      }
      if (reference.compareTo(new BigDecimal(25)) < 0) {
        return "priceCollarBpsBelow25";
      }
      return reference.compareTo(new BigDecimal(50)) < 0
          ? "priceCollarBpsBelow50"
          : "priceCollarBps";
    }

    void rates() {
      counted("submit-rate", () -> f.activity().submitsStrategy(), "submitRateMax");
      counted("submit-rate", () -> f.activity().submitsAccount(), "submitRateMax");
      counted("submit-rate", () -> f.activity().submitsSymbol(), "submitRatePerSymbolMax");
      counted("message-rate", () -> f.activity().messagesWindow(), "messageRateMax");
      orderToTrade();
      counted(
          "repeated-execution",
          () -> f.activity().entriesWithoutPerson(),
          "repeatedExecutionMax",
          opener);
      above(
          "duplicate-order",
          WEEK_ONE,
          () -> count(f.activity().identicalOrders()),
          "duplicateOrderMax");
      counted("working-orders-max", f::workingOrders, "workingOrdersMax", opener);
      counted("daily-order-count", () -> f.account().ordersToday(), "dailyOrderCountMax", opener);
    }

    private void orderToTrade() {
      Supplier<BigDecimal> messages = () -> count(f.activity().messagesSession());
      Supplier<BigDecimal> trades = () -> count(f.activity().executionsSession());
      ReferenceLimits.Value limit = bound.get("orderToTradeMax");
      rule(
          "order-to-trade",
          WEEK_ONE,
          DENY_ORDER,
          () ->
              finding(
                  "order-to-trade",
                  WEEK_ONE,
                  DENY_ORDER,
                  share(messages.get(), trades.get()),
                  limit),
          opener,
          () -> messages.get().compareTo(BigDecimal.valueOf(100)) >= 0,
          () -> messages.get().compareTo(limit.value().multiply(trades.get())) > 0);
    }

    void exposure() {
      above("position-max", BASELINE, f::worstLong, "positionLongMax", () -> f.side() == Side.BUY);
      above(
          "position-max", BASELINE, f::worstShort, "positionShortMax", () -> f.side() == Side.SELL);
      above(
          "gross-exposure",
          WEEK_ONE,
          () -> f.need(f.account().grossExposure()).add(value()),
          "grossExposureMax",
          opener);
      above(
          "net-exposure",
          WEEK_ONE,
          () -> f.need(f.account().netExposure()).add(f.signed(value())).abs(),
          "netExposureMax",
          opener);
      Supplier<BigDecimal> equity = () -> f.need(f.account().equity());
      ratio(
          "concentration",
          WEEK_ONE,
          DENY_ORDER,
          () -> f.worstLong().max(f.worstShort()).multiply(f.inAccountCurrency(f.reference())),
          equity,
          "symbolShareMaxBps",
          opener);
      ratio(
          "concentration",
          WEEK_ONE,
          DENY_ORDER,
          () -> f.sectorExposure().add(value()),
          equity,
          "sectorShareMaxBps",
          opener);
      deny(
          "buying-power",
          BASELINE,
          opener,
          () -> value().compareTo(f.need(f.account().buyingPower())) > 0);
      Supplier<BigDecimal> entered = () -> f.need(f.account().valueEntered());
      above(
          "credit-threshold",
          WEEK_ONE,
          () -> entered.get().add(value()),
          "creditThreshold",
          opener);
      above(
          "credit-threshold",
          WEEK_ONE,
          () -> f.firmValueEntered().add(value()),
          "firmCreditThreshold",
          opener);
    }

    void losses() {
      Supplier<BigDecimal> loss =
          () -> f.need(f.account().equityAtOpen()).subtract(f.need(f.account().equity()));
      more("daily-loss", REDUCE_ONLY, loss, "dailyLossMax", opener);
      more("daily-loss", HALT_TRADING, loss, "dailyLossHalt", notHaltExempt);
      Supplier<BigDecimal> peak = () -> f.need(f.account().equityPeak());
      Supplier<BigDecimal> fall = () -> peak.get().subtract(f.need(f.account().equity()));
      ratio("drawdown", WEEK_ONE, REDUCE_ONLY, fall, peak, "drawdownMaxBps", opener);
      ratio("drawdown", WEEK_ONE, HALT_TRADING, fall, peak, "drawdownHaltBps", notHaltExempt);
      counted("loss-streak", () -> f.activity().losingExits(), "lossStreakMax", opener);
      held(
          "cooldown",
          WEEK_ONE,
          DENY_ORDER,
          f::sinceLastExit,
          bound.get("cooldown"),
          () -> f.hasExit() && f.sinceLastExit().compareTo(bound.value("cooldown")) < 0,
          opener);
    }

    void market() {
      deny("restricted-symbol", WEEK_ONE, opener, () -> f.need(f.control().restricted()));
      deny("restricted-symbol", WEEK_ONE, () -> f.need(f.control().noTrade()));
      Part isShort = () -> f.shortPart().signum() > 0;
      deny("restricted-symbol", WEEK_ONE, isShort, () -> !f.need(f.instrument().shortable()));
      deny(
          "restricted-symbol",
          WEEK_ONE,
          isShort,
          () -> f.shortPart().compareTo(f.need(f.instrument().shortableQuantity())) > 0);
      deny("market-halt", BASELINE, () -> f.need(f.session().halted()));
      deny("market-halt", BASELINE, f::atPriceLimit);
      deny("trading-session", BASELINE, () -> f.need(f.session().phase()) != SessionPhase.OPEN);
      held(
          "trading-session",
          BASELINE,
          DENY_ORDER,
          f::toClose,
          bound.get("closeBuffer"),
          () -> f.toClose().compareTo(bound.value("closeBuffer")) < 0,
          opener);
      deny("self-trade", WEEK_ONE, f::meetsOwnOrder);
      deny("corporate-action", WEEK_ONE, () -> f.need(f.session().corporateActionPending()));
    }

    void governance() {
      above("stale-decision", WEEK_ONE, f::decisionAge, "decisionAgeMax", opener, () -> !f.isBar());
      above(
          "stale-decision", WEEK_ONE, f::decisionSessions, "decisionSessionsMax", opener, f::isBar);
      deny("stale-decision", WEEK_ONE, opener, () -> !f.need(f.control().approvedModel()));
      deny("data-gate", WEEK_ONE, opener, () -> !f.need(f.control().dataSane()));
      deny("data-gate", WEEK_TWO, opener, f::gateBelowRequired);
      deny("reconciliation", WEEK_ONE, opener, () -> count(f.account().openBreaks()).signum() > 0);
      deny(
          "trading-state",
          BASELINE,
          () -> f.need(f.control().tradingState()) == TradingState.HALTED,
          notHaltExempt);
      deny(
          "trading-state",
          BASELINE,
          opener,
          () -> f.need(f.control().tradingState()) == TradingState.REDUCE_ONLY);
      deny("rule-set-integrity", BASELINE, () -> !f.need(f.control().ruleSetApproved()));
      Part given = f::enveloped;
      deny("deployment-envelope", WEEK_TWO, opener, f::outsideEnvelope);
      deny(
          "deployment-envelope",
          WEEK_TWO,
          opener,
          given,
          () -> value().compareTo(f.need(f.envelope().orderValueMax())) > 0);
      deny(
          "deployment-envelope",
          WEEK_TWO,
          opener,
          given,
          () ->
              f.worstLong().max(f.worstShort()).compareTo(f.need(f.envelope().positionMax())) > 0);
      deny(
          "deployment-envelope",
          WEEK_TWO,
          opener,
          given,
          () -> f.need(f.account().ordersToday()) >= f.need(f.envelope().ordersPerSessionMax()));
    }

    private BigDecimal value() {
      return f.orderValue(bound.value("marketOrderBufferBps"));
    }

    private BigDecimal count(@Nullable Long number) {
      return BigDecimal.valueOf(f.need(number));
    }

    private void deny(String control, Stage since, Part... parts) {
      rule(
          control,
          since,
          DENY_ORDER,
          () -> new Finding(control, false, DENY_ORDER, mode(since), null, null, null),
          parts);
    }

    private void above(
        String control, Stage since, Supplier<BigDecimal> observed, String limit, Part... only) {
      ReferenceLimits.Value value = bound.get(limit);
      Part above = () -> observed.get().compareTo(value.value()) > 0;
      held(control, since, DENY_ORDER, observed, value, above, only);
    }

    private void more(
        String control,
        Consequence then,
        Supplier<BigDecimal> observed,
        String limit,
        Part... only) {
      ReferenceLimits.Value value = bound.get(limit);
      Part above = () -> observed.get().compareTo(value.value()) > 0;
      held(control, WEEK_ONE, then, observed, value, above, only);
    }

    private void counted(
        String control, Supplier<@Nullable Long> counter, String limit, Part... only) {
      ReferenceLimits.Value value = bound.get(limit);
      Supplier<BigDecimal> observed = () -> count(counter.get());
      Part reached = () -> observed.get().compareTo(value.value()) >= 0;
      held(control, WEEK_ONE, DENY_ORDER, observed, value, reached, only);
    }

    /** part / whole above a limit in basis points, compared as products. */
    private void ratio(
        String control,
        Stage since,
        Consequence then,
        Supplier<BigDecimal> part,
        Supplier<BigDecimal> whole,
        String limit,
        Part... only) {
      ReferenceLimits.Value value = bound.get(limit);
      Part above =
          () ->
              part.get().multiply(TEN_THOUSAND).compareTo(value.value().multiply(whole.get())) > 0;
      held(control, since, then, () -> bps(part.get(), whole.get()), value, above, only);
    }

    private void held(
        String control,
        Stage since,
        Consequence then,
        Supplier<BigDecimal> observed,
        ReferenceLimits.Value limit,
        Part broken,
        Part... only) {
      Part[] parts = Arrays.copyOf(only, only.length + 1);
      parts[only.length] = broken;
      rule(control, since, then, () -> finding(control, since, then, observed.get(), limit), parts);
    }

    private Finding finding(
        String control,
        Stage since,
        Consequence then,
        BigDecimal observed,
        ReferenceLimits.Value limit) {
      return new Finding(
          control, false, then, mode(since), plain(observed), plain(limit.value()), limit.scope());
    }

    private void rule(
        String control, Stage since, Consequence then, Supplier<Finding> found, Part... parts) {
      try {
        if (all(parts)) {
          findings.add(found.get());
        }
      } catch (Missing e) {
        findings.add(missing(control, mode(since)));
      }
    }

    private Finding missing(String control, Mode mode) {
      return new Finding(control, true, DENY_ORDER, mode, null, null, null);
    }

    private Mode mode(Stage since) {
      return stage != null && since.compareTo(stage) > 0 ? Mode.MONITOR : Mode.ENFORCE;
    }
  }

  /** One false part decides, whatever is missing elsewhere. */
  static boolean all(Part... parts) {
    Missing missing = null;
    for (Part part : parts) {
      try {
        if (!part.holds()) {
          return false;
        }
      } catch (Missing e) {
        missing = e;
      }
    }
    if (missing != null) {
      throw missing;
    }
    return true;
  }

  private static BigDecimal times(Supplier<BigDecimal> one, Supplier<BigDecimal> other) {
    return one.get().multiply(other.get());
  }

  private static boolean multiple(BigDecimal number, BigDecimal step) {
    return step.signum() > 0 && number.remainder(step).signum() == 0;
  }

  private static BigDecimal bps(BigDecimal part, BigDecimal whole) {
    return share(part.multiply(TEN_THOUSAND), whole);
  }

  /** Shown numbers alone are divided; over nothing they are shown as beyond any limit. */
  private static BigDecimal share(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0
        ? new BigDecimal("1000000000000000000")
        : part.divide(whole, 4, RoundingMode.CEILING);
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
