package dev.aurora.rules.contract;

import dev.aurora.rules.fact.AccountState;
import dev.aurora.rules.fact.Activity;
import dev.aurora.rules.fact.ControlState;
import dev.aurora.rules.fact.Envelope;
import dev.aurora.rules.fact.GateLevel;
import dev.aurora.rules.fact.Instrument;
import dev.aurora.rules.fact.LimitState;
import dev.aurora.rules.fact.MarketSession;
import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.fact.OrderType;
import dev.aurora.rules.fact.Origin;
import dev.aurora.rules.fact.PositionState;
import dev.aurora.rules.fact.Quote;
import dev.aurora.rules.fact.QuoteSource;
import dev.aurora.rules.fact.SaidNone;
import dev.aurora.rules.fact.Side;
import dev.aurora.rules.fact.TradingMode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The catalogue's words for quantities, by hand. Whatever needs an absent fact throws. */
final class ReferenceFacts {

  private static final BigDecimal TEN_THOUSAND = new BigDecimal("10000");

  /** A fact that is needed is absent. */
  static final class Missing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Missing() {
      super("missing", null, false, false);
    }
  }

  private final OrderFacts facts;

  ReferenceFacts(OrderFacts facts) {
    this.facts = facts;
  }

  <T> T need(@Nullable T value) {
    if (value == null) {
      throw new Missing();
    }
    return value;
  }

  /** Null says "none" here; silence says nothing. */
  private void said(SaidNone key) {
    if (key.leftOutOf(facts)) {
      throw new Missing();
    }
  }

  Order order() {
    return need(facts.order());
  }

  Instrument instrument() {
    return need(facts.instrument());
  }

  Quote quote() {
    return need(facts.quote());
  }

  MarketSession session() {
    return need(facts.session());
  }

  AccountState account() {
    return need(facts.account());
  }

  PositionState position() {
    return need(facts.position());
  }

  Activity activity() {
    return need(facts.activity());
  }

  ControlState control() {
    return need(facts.control());
  }

  Envelope envelope() {
    return need(control().envelope());
  }

  Side side() {
    return need(order().side());
  }

  BigDecimal quantity() {
    return need(order().quantity());
  }

  BigDecimal limitPrice() {
    return need(order().limitPrice());
  }

  boolean isLimit() {
    return need(order().type()) == OrderType.LIMIT;
  }

  boolean isBar() {
    return need(quote().source()) == QuoteSource.BAR;
  }

  // Form.

  boolean expired() {
    said(SaidNone.EXPIRES_AT);
    Instant at = order().expiresAt();
    return at != null && !need(facts.now()).isBefore(at);
  }

  /** Its account's and its instrument's currency must be told too: money is counted in them. */
  boolean isOfItsInstrument() {
    need(instrument().currency());
    need(account().currency());
    return need(order().symbol()).equals(need(instrument().symbol()));
  }

  boolean saysWhoseItIs() {
    Order order = order();
    need(order.timeInForce());
    return Stream.of(
            need(order.clientOrderId()),
            need(order.account()),
            need(order.strategy()),
            need(order.modelVersion()),
            need(order.venue()),
            need(order.symbol()))
        .noneMatch(String::isBlank);
  }

  boolean contradicts() {
    PositionState p = facts.position();
    AccountState a = facts.account();
    Quote q = facts.quote();
    Instrument i = facts.instrument();
    boolean working =
        p != null
            && (contradicts(p.workingBuy(), p.workingBuyOrders())
                || contradicts(p.workingSell(), p.workingSellOrders()));
    boolean exposure = a != null && a.grossExposure() != null && a.grossExposure().signum() < 0;
    boolean held = p != null && p.quantity() != null && p.quantity().signum() != 0;
    boolean unexposed = a != null && a.grossExposure() != null && a.grossExposure().signum() == 0;
    boolean prices = q != null && anyNotPositive(q.bid(), q.ask(), q.last(), q.previousClose());
    boolean numbers =
        i != null && anyNotPositive(i.tickSize(), i.lotSize(), i.multiplier(), i.fxRate());
    return working || exposure || (held && unexposed) || prices || numbers;
  }

  private static boolean contradicts(@Nullable BigDecimal leaves, @Nullable Long orders) {
    if (leaves == null || orders == null) {
      return (leaves != null && leaves.signum() < 0) || (orders != null && orders < 0);
    }
    boolean none = leaves.signum() == 0 && orders == 0;
    boolean some = leaves.signum() > 0 && orders > 0;
    return !none && !some;
  }

  private static boolean anyNotPositive(@Nullable BigDecimal... numbers) {
    for (BigDecimal number : numbers) {
      if (number != null && number.signum() <= 0) {
        return true;
      }
    }
    return false;
  }

  boolean fromTheFuture() {
    Instant latest = need(facts.now()).plusSeconds(1);
    Quote quote = facts.quote();
    Order order = facts.order();
    PositionState position = facts.position();
    return (quote != null && quote.asOf() != null && quote.asOf().isAfter(latest))
        || (order != null && order.decidedAt() != null && order.decidedAt().isAfter(latest))
        || (position != null
            && position.lastExitAt() != null
            && position.lastExitAt().isAfter(latest));
  }

  // Reducer.

  boolean reducer() {
    BigDecimal held = need(position().quantity());
    return held.signum() != 0
        && ReferencePolicy.all(
            () -> held.signum() == (side() == Side.BUY ? -1 : 1),
            () -> quantity().signum() > 0,
            () -> quantity().add(workingOnOwnSide()).compareTo(held.abs()) <= 0);
  }

  /** What reduces nothing is exempt under no origin. */
  boolean reducerFrom(Origin... origins) {
    return ReferencePolicy.all(
        this::reducer, () -> List.of(origins).contains(need(order().origin())));
  }

  private BigDecimal workingOnOwnSide() {
    return need(side() == Side.BUY ? position().workingBuy() : position().workingSell());
  }

  /** A - W of a reducer. */
  BigDecimal closable() {
    return need(position().quantity()).abs().subtract(workingOnOwnSide());
  }

  // Prices.

  private static @Nullable BigDecimal price(@Nullable BigDecimal price) {
    return price != null && price.signum() > 0 ? price : null;
  }

  private @Nullable BigDecimal current() {
    BigDecimal bid = price(quote().bid());
    BigDecimal ask = price(quote().ask());
    boolean mid = bid != null && ask != null && bid.compareTo(ask) <= 0;
    return mid ? bid.add(ask).divide(BigDecimal.valueOf(2)) : price(quote().last());
  }

  BigDecimal reference() {
    BigDecimal current = current();
    return current == null ? previousClose() : current;
  }

  BigDecimal previousClose() {
    return need(price(quote().previousClose()));
  }

  /** A previous close alone is no current price, but the close of a bar is. */
  BigDecimal bandReference() {
    return current() == null && !isBar() ? need((BigDecimal) null) : reference();
  }

  private @Nullable BigDecimal touch() {
    Quote quote = facts.quote();
    return quote == null ? null : price(side() == Side.BUY ? quote.ask() : quote.bid());
  }

  private BigDecimal touchOrReference() {
    BigDecimal touch = touch();
    return touch == null ? reference() : touch;
  }

  BigDecimal orderValue(BigDecimal bufferBps) {
    boolean buys = side() == Side.BUY;
    BigDecimal price;
    if (isLimit()) {
      price = buys ? limitPrice() : limitPrice().max(touchOrReference());
    } else {
      BigDecimal buffered = TEN_THOUSAND.add(bufferBps).divide(TEN_THOUSAND);
      price = buys ? touchOrReference().multiply(buffered) : touchOrReference();
    }
    return quantity().multiply(inAccountCurrency(price));
  }

  BigDecimal inAccountCurrency(BigDecimal price) {
    return price.multiply(need(instrument().multiplier())).multiply(need(instrument().fxRate()));
  }

  /** In price currency; the part of the collar that is compared with the reference price. */
  BigDecimal adverseMove() {
    BigDecimal reference = reference();
    if (isLimit()) {
      return side() == Side.BUY
          ? limitPrice().subtract(reference)
          : reference.subtract(limitPrice());
    }
    BigDecimal touch = touch();
    if (touch == null) {
      return isBar() ? BigDecimal.ZERO : need((BigDecimal) null);
    }
    return touch.subtract(reference).abs();
  }

  // Ages, in seconds or sessions. Whose source isn't known is of no known age.

  BigDecimal quoteAge() {
    isBar();
    need(current());
    return seconds(need(quote().asOf()), need(facts.now()));
  }

  BigDecimal quoteSessions() {
    isBar();
    reference();
    return BigDecimal.valueOf(need(quote().sessionsOld()));
  }

  BigDecimal decisionAge() {
    isBar();
    return seconds(need(order().decidedAt()), need(facts.now()));
  }

  BigDecimal decisionSessions() {
    isBar();
    return BigDecimal.valueOf(need(order().sessionsOld()));
  }

  BigDecimal toClose() {
    return seconds(need(facts.now()), need(session().closesAt()));
  }

  boolean hasExit() {
    said(SaidNone.LAST_EXIT_AT);
    return position().lastExitAt() != null;
  }

  BigDecimal sinceLastExit() {
    return seconds(need(position().lastExitAt()), need(facts.now())).max(BigDecimal.ZERO);
  }

  private static BigDecimal seconds(Instant from, Instant to) {
    Duration age = Duration.between(from, to);
    return BigDecimal.valueOf(age.getSeconds()).add(BigDecimal.valueOf(age.getNano(), 9));
  }

  // Position, account, market, governance.

  BigDecimal worstLong() {
    BigDecimal held = need(position().quantity()).add(need(position().workingBuy()));
    return side() == Side.BUY ? held.add(quantity()) : held;
  }

  BigDecimal worstShort() {
    BigDecimal covered = need(position().quantity()).subtract(need(position().workingSell()));
    return side() == Side.SELL ? covered.subtract(quantity()).negate() : covered.negate();
  }

  BigDecimal shortPart() {
    if (side() == Side.BUY) {
      return BigDecimal.ZERO;
    }
    BigDecimal covered = need(position().quantity()).subtract(need(position().workingSell()));
    if (covered.signum() <= 0) {
      return quantity().max(BigDecimal.ZERO);
    }
    return quantity().compareTo(covered) > 0 ? quantity().subtract(covered) : BigDecimal.ZERO;
  }

  @Nullable Long workingOrders() {
    return side() == Side.BUY ? position().workingBuyOrders() : position().workingSellOrders();
  }

  BigDecimal signed(BigDecimal value) {
    return side() == Side.BUY ? value : value.negate();
  }

  BigDecimal sectorExposure() {
    return need(need(account().sectorExposure()).get(need(instrument().sector())));
  }

  BigDecimal firmValueEntered() {
    BigDecimal firms = account().firmValueEntered();
    return firms == null ? need(account().valueEntered()) : firms;
  }

  boolean atPriceLimit() {
    said(SaidNone.LIMIT_STATE);
    LimitState reached = session().limitState();
    return reached != null
        && (side() == Side.BUY ? reached == LimitState.UP : reached == LimitState.DOWN);
  }

  boolean meetsOwnOrder() {
    PositionState p = position();
    boolean buys = side() == Side.BUY;
    said(buys ? SaidNone.BEST_OWN_ASK : SaidNone.BEST_OWN_BID);
    BigDecimal own = buys ? p.bestOwnAsk() : p.bestOwnBid();
    if (isLimit()) {
      return own != null
          && (buys ? limitPrice().compareTo(own) >= 0 : limitPrice().compareTo(own) <= 0);
    }
    if (own != null) {
      return true;
    }
    boolean orders = need(buys ? p.workingSellOrders() : p.workingBuyOrders()) > 0;
    boolean units = need(buys ? p.workingSell() : p.workingBuy()).signum() > 0;
    return orders || units;
  }

  boolean gateBelowRequired() {
    GateLevel required = need(control().requiredGateLevel());
    return required != GateLevel.NONE && need(control().gateLevel()).ordinal() < required.ordinal();
  }

  boolean outsideEnvelope() {
    String symbol = need(order().symbol());
    said(SaidNone.ENVELOPE);
    Envelope envelope = control().envelope();
    return envelope == null ? enveloped() : !need(envelope.symbols()).contains(symbol);
  }

  /** Without an envelope only shadow and paper may trade. */
  boolean enveloped() {
    TradingMode mode = need(control().mode());
    said(SaidNone.ENVELOPE);
    if (control().envelope() != null) {
      return true;
    }
    if (mode == TradingMode.LIVE) {
      throw new Missing();
    }
    return false;
  }
}
