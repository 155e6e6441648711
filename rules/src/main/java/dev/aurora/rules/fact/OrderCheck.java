package dev.aurora.rules.fact;

import dev.aurora.rules.limit.BoundLimits;
import dev.aurora.rules.limit.LimitUnit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one fact that rules look at: one order with its instrument, quote, session, account,
 * position, activity, control state ({@link GivenFacts}), the limits that bind it, and every
 * quantity derived from them. The getters are what a condition may read; {@link OrderCheckSchema}
 * says what each means, its unit and what it needs (a test holds both against each other).
 *
 * <p>Getters may be called only when their schema field's mask is 0, otherwise they may throw; they
 * never answer null. When {@link #complete()} every getter can be read. Derived values are exact
 * decimals; a ratio is rounded up at 4 decimals. Made for one check; rules are run on it by one
 * thread, getters may be read by any; values are worked out when first read.
 *
 * <p>Readings of the catalogue that could be doubted: a price that is not positive counts as absent
 * and is an inconsistent fact; a MARKET order's limit price is ignored; the buffer of a BUY MARKET
 * also applies to the reference price that stands in for an absent ask; a LIMIT crosses own orders
 * only at a price that {@code bestOwnBid} or {@code bestOwnAsk} knows.
 */
public final class OrderCheck extends GivenFacts {

  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final BigDecimal NEVER = new BigDecimal("1000000000000");

  /** Whether the order reduces, as far as the present facts tell. */
  private enum Reducer {
    YES,
    NO,
    UNKNOWN
  }

  private final BoundLimits limits;
  private final @Nullable BigDecimal currentReference;
  private final @Nullable BigDecimal referencePrice;
  private final Reducer reducer;
  private final long missingLow;
  private final long missingHigh;

  // What several rules read. A verdict's utilisation may be looked at by another thread than the
  // one that made it: each of these is read once, and working it out twice gives the same.
  private @Nullable BigDecimal orderValue;
  private @Nullable BigDecimal adversePriceMoveBps;
  private @Nullable BigDecimal worstLong;
  private @Nullable BigDecimal lossToday;
  private @Nullable BigDecimal drawdownBps;
  private @Nullable BigDecimal valueEnteredAfter;

  /**
   * @param limits what binds this order's account, strategy, symbol, model and venue
   */
  public OrderCheck(OrderFacts facts, BoundLimits limits) {
    super(facts);
    this.limits = Objects.requireNonNull(limits, "limits");
    this.currentReference = quote == null ? null : Prices.currentReference(quote);
    this.referencePrice =
        currentReference == null && quote != null
            ? Prices.positive(quote.previousClose())
            : currentReference;
    this.reducer = findReducer();
    this.missingLow = MissingFacts.low(facts, currentReference, mayBeShort());
    this.missingHigh = MissingFacts.high(facts);
  }

  @Override
  public @Nullable String id() {
    return facts.id();
  }

  /** Judged by this order's situation: a MARKET order needs no limit price. */
  @Override
  public boolean complete() {
    return (missingLow | missingHigh) == 0;
  }

  @Override
  public @Nullable Stage enforcingStage() {
    return control == null ? null : control.stage();
  }

  /**
   * Market time after which the order may no longer be sent: the earliest of session close, expiry
   * and, for an opener on LIVE prices, the age limit of its decision (reducers are exempt from it).
   *
   * @return null when none of them is known
   */
  public @Nullable Instant validUntil() {
    Instant earliest = session == null ? null : session.closesAt();
    if (order == null) {
      return earliest;
    }
    earliest = earlier(earliest, order.expiresAt());
    boolean ages = isOpener() && quote != null && !isBar();
    if (ages && order.decidedAt() != null) {
      earliest = earlier(earliest, Ages.later(order.decidedAt(), limits.getDecisionAgeMax()));
    }
    return earliest;
  }

  /**
   * How a verdict shows a field's unit: the code of the account's currency for money, else the unit
   * itself.
   */
  @Override
  public String unitText(String unit) {
    boolean isMoney = unit.equals(LimitUnit.MONEY.word());
    return isMoney && account != null && account.currency() != null ? account.currency() : unit;
  }

  @Override
  public BoundLimits getLimits() {
    return limits;
  }

  // The order as asked for.

  public boolean isIdentified() {
    return isNamed(getClientOrderId())
        && isNamed(getAccount())
        && isNamed(getStrategy())
        && isNamed(getModelVersion())
        && isNamed(getVenue())
        && isNamed(getSymbol());
  }

  public boolean isLimitWithoutPrice() {
    return isLimit() && order().limitPrice() == null;
  }

  public boolean isLimitPriceNotPositive() {
    return isLimit() && order().limitPrice() != null && order().limitPrice().signum() <= 0;
  }

  public boolean isExpired() {
    Instant expiresAt = order().expiresAt();
    return expiresAt != null && !expiresAt.isAfter(now());
  }

  public boolean isReplacement() {
    return order().replaces() != null;
  }

  public boolean isInconsistentFacts() {
    return Consistency.isBroken(facts);
  }

  public boolean isTimeInTheFuture() {
    return Consistency.isAhead(facts);
  }

  // Whether it opens or reduces.

  public boolean isReducer() {
    return reducer == Reducer.YES;
  }

  public boolean isOpener() {
    return reducer != Reducer.YES;
  }

  public boolean isManualExit() {
    return isReducer() && origin() == Origin.MANUAL_EXIT;
  }

  public boolean isHaltExempt() {
    return isReducer() && origin() != Origin.STRATEGY;
  }

  public BigDecimal getLargestReducingQuantity() {
    return closable().max(BigDecimal.ZERO);
  }

  public boolean isClosesPosition() {
    return isReducer() && getQuantity().compareTo(closable()) == 0;
  }

  // Instrument.

  public boolean isInstrumentMatches() {
    return getSymbol().equals(BaseFact.INSTRUMENT_SYMBOL.given(instrument().symbol()));
  }

  public boolean isOffTick() {
    return isLimit()
        && !Decimals.isMultiple(BaseFact.LIMIT_PRICE.given(order().limitPrice()), getTickSize());
  }

  public boolean isOffLot() {
    return !Decimals.isMultiple(getQuantity(), getLotSize());
  }

  public BigDecimal getAdvParticipationBps() {
    return Ratios.bps(getQuantity(), getAverageDailyVolume());
  }

  // Prices, ages and the trading session.

  public BigDecimal getReferencePrice() {
    return BaseFact.REFERENCE_PRICE.given(referencePrice);
  }

  public BigDecimal getValuationPrice() {
    return Prices.valuation(order(), quote, referencePrice, limits.getMarketOrderBufferBps());
  }

  public BigDecimal getOrderValue() {
    BigDecimal value = orderValue;
    if (value == null) {
      value = inAccountCurrency(getQuantity().multiply(getValuationPrice()));
      orderValue = value;
    }
    return value;
  }

  public BigDecimal getAdversePriceMoveBps() {
    BigDecimal move = adversePriceMoveBps;
    if (move == null) {
      move = Prices.adverseMoveBps(order(), quote(), getReferencePrice());
      adversePriceMoveBps = move;
    }
    return move;
  }

  public BigDecimal getPriceCollarFactor() {
    return isReducer() ? TWO : BigDecimal.ONE;
  }

  public BigDecimal getPriceBandMoveBps() {
    return Prices.distanceBps(getReferencePrice(), getPreviousClose());
  }

  public BigDecimal getReferencePriceAge() {
    return isBar()
        ? BigDecimal.ZERO
        : Ages.secondsBetween(BaseFact.AS_OF.given(quote().asOf()), now());
  }

  public BigDecimal getReferencePriceSessions() {
    return isBar()
        ? Counts.decimal(BaseFact.QUOTE_SESSIONS_OLD.given(quote().sessionsOld()))
        : BigDecimal.ZERO;
  }

  public BigDecimal getDecisionAge() {
    return isBar()
        ? BigDecimal.ZERO
        : Ages.secondsBetween(BaseFact.DECIDED_AT.given(order().decidedAt()), now());
  }

  public BigDecimal getDecisionSessions() {
    return isBar()
        ? Counts.decimal(BaseFact.ORDER_SESSIONS_OLD.given(order().sessionsOld()))
        : BigDecimal.ZERO;
  }

  public BigDecimal getSecondsToClose() {
    return Ages.secondsBetween(now(), BaseFact.CLOSES_AT.given(session().closesAt()));
  }

  public boolean isAtPriceLimit() {
    LimitState reached = session().limitState();
    return reached != null && reached == (side() == Side.BUY ? LimitState.UP : LimitState.DOWN);
  }

  // The account and its exposure.

  public BigDecimal getLossToday() {
    BigDecimal loss = lossToday;
    if (loss == null) {
      loss = getEquityAtOpen().subtract(getEquity());
      lossToday = loss;
    }
    return loss;
  }

  public BigDecimal getDrawdownBps() {
    BigDecimal fall = drawdownBps;
    if (fall == null) {
      BigDecimal peak = getEquityPeak();
      fall = Ratios.bps(peak.subtract(getEquity()), peak);
      drawdownBps = fall;
    }
    return fall;
  }

  public BigDecimal getGrossExposureAfter() {
    return Decimals.sum(getGrossExposure(), getOrderValue());
  }

  public BigDecimal getNetExposureAfter() {
    BigDecimal value = getOrderValue();
    BigDecimal net = getNetExposure();
    return (side() == Side.BUY ? Decimals.sum(net, value) : net.subtract(value)).abs();
  }

  public BigDecimal getSymbolShareBps() {
    BigDecimal value = inAccountCurrency(getWorstPosition().multiply(getReferencePrice()));
    return Ratios.bps(value, getEquity());
  }

  public BigDecimal getSectorShareBps() {
    Map<String, BigDecimal> exposures = BaseFact.SECTOR_EXPOSURE.given(account().sectorExposure());
    BigDecimal sectors = BaseFact.SECTOR_EXPOSURE.given(exposures.get(getSector()));
    return Ratios.bps(Decimals.sum(sectors, getOrderValue()), getEquity());
  }

  public BigDecimal getValueEnteredAfter() {
    BigDecimal entered = valueEnteredAfter;
    if (entered == null) {
      entered = Decimals.sum(getValueEntered(), getOrderValue());
      valueEnteredAfter = entered;
    }
    return entered;
  }

  public BigDecimal getFirmValueEnteredAfter() {
    BigDecimal firms = account().firmValueEntered();
    return firms == null ? getValueEnteredAfter() : firms.add(getOrderValue());
  }

  // Position and own working orders.

  public BigDecimal getWorkingOrders() {
    return Counts.decimal(
        side() == Side.BUY
            ? BaseFact.WORKING_BUY_ORDERS.given(position().workingBuyOrders())
            : BaseFact.WORKING_SELL_ORDERS.given(position().workingSellOrders()));
  }

  public BigDecimal getWorstLong() {
    BigDecimal worst = worstLong;
    if (worst == null) {
      BigDecimal held = Decimals.sum(getPosition(), getWorkingBuy());
      worst = side() == Side.BUY ? Decimals.sum(held, getQuantity()) : held;
      worstLong = worst;
    }
    return worst;
  }

  public BigDecimal getWorstShort() {
    BigDecimal owed = Decimals.difference(getWorkingSell(), getPosition());
    return side() == Side.SELL ? Decimals.sum(owed, getQuantity()) : owed;
  }

  public BigDecimal getWorstPosition() {
    return getWorstLong().max(getWorstShort());
  }

  public BigDecimal getShortPart() {
    if (side() == Side.BUY) {
      return BigDecimal.ZERO;
    }
    BigDecimal covered = Decimals.difference(getPosition(), getWorkingSell());
    return Decimals.difference(getQuantity(), covered.max(BigDecimal.ZERO)).max(BigDecimal.ZERO);
  }

  public boolean isCrossesOwnOrder() {
    return OwnOrders.crosses(order(), position());
  }

  public BigDecimal getSecondsSinceLastExit() {
    Instant lastExitAt = position().lastExitAt();
    return lastExitAt == null ? NEVER : Ages.secondsBetween(lastExitAt, now()).max(BigDecimal.ZERO);
  }

  // Counters.

  public BigDecimal getMessagesPerExecution() {
    return Ratios.of(getMessagesSession(), getExecutionsSession());
  }

  // What Aurora allows.

  public boolean isGateLevelBelowRequired() {
    GateLevel required = BaseFact.REQUIRED_GATE_LEVEL.given(control().requiredGateLevel());
    return required != GateLevel.NONE
        && BaseFact.GATE_LEVEL.given(control().gateLevel()).compareTo(required) < 0;
  }

  public boolean isEnveloped() {
    return control().envelope() != null;
  }

  public boolean isSymbolInEnvelope() {
    Envelope envelope = control().envelope();
    return envelope == null
        || BaseFact.ENVELOPE_SYMBOLS.given(envelope.symbols()).contains(getSymbol());
  }

  public BigDecimal getEnvelopeOrderValueMax() {
    Envelope envelope = control().envelope();
    return envelope == null
        ? BigDecimal.ZERO
        : BaseFact.ENVELOPE_ORDER_VALUE_MAX.given(envelope.orderValueMax());
  }

  public BigDecimal getEnvelopePositionMax() {
    Envelope envelope = control().envelope();
    return envelope == null
        ? BigDecimal.ZERO
        : BaseFact.ENVELOPE_POSITION_MAX.given(envelope.positionMax());
  }

  public BigDecimal getEnvelopeOrdersMax() {
    Envelope envelope = control().envelope();
    return envelope == null
        ? BoundLimits.UNLIMITED
        : Counts.decimal(BaseFact.ENVELOPE_ORDERS_MAX.given(envelope.ordersPerSessionMax()));
  }

  // What the schema's needs look at.

  FactBits missing() {
    return new FactBits(missingLow, missingHigh);
  }

  boolean reducerKnown() {
    return reducer != Reducer.UNKNOWN;
  }

  @Nullable BigDecimal currentReference() {
    return currentReference;
  }

  @Nullable Origin origin() {
    return order == null ? null : order.origin();
  }

  private Instant now() {
    return BaseFact.NOW.given(facts.now());
  }

  private Side side() {
    return BaseFact.SIDE.given(order().side());
  }

  private boolean isLimit() {
    return BaseFact.TYPE.given(order().type()) == OrderType.LIMIT;
  }

  private boolean isBar() {
    return quote().source() == QuoteSource.BAR;
  }

  /** NO as soon as one condition is certainly false, whatever else is missing. */
  private Reducer findReducer() {
    if (position == null || position.quantity() == null) {
      return Reducer.UNKNOWN;
    }
    int held = position.quantity().signum();
    Side side = order == null ? null : order.side();
    if (held == 0 || (side != null && side.sign() == held)) {
      return Reducer.NO;
    }
    BigDecimal quantity = order == null ? null : order.quantity();
    if (quantity != null && quantity.signum() <= 0) {
      return Reducer.NO;
    }
    BigDecimal working = side == null ? null : workingOnSide(position, side);
    if (quantity == null || working == null) {
      return Reducer.UNKNOWN;
    }
    boolean fits = Decimals.sum(quantity, working).compareTo(position.quantity().abs()) <= 0;
    return fits ? Reducer.YES : Reducer.NO;
  }

  private static @Nullable BigDecimal workingOnSide(PositionState position, Side side) {
    return side == Side.BUY ? position.workingBuy() : position.workingSell();
  }

  /** A - W: what could still be closed on the order's side; negative when more is working. */
  private BigDecimal closable() {
    BigDecimal held = getPosition();
    BigDecimal against = side().sign() == held.signum() ? BigDecimal.ZERO : held.abs();
    return Decimals.difference(against, side() == Side.BUY ? getWorkingBuy() : getWorkingSell());
  }

  /** False when the order certainly sells nothing short, so that it needs no facts about it. */
  private boolean mayBeShort() {
    boolean known =
        order != null
            && order.side() != null
            && (order.side() == Side.BUY
                || (order.quantity() != null
                    && position != null
                    && position.quantity() != null
                    && position.workingSell() != null));
    return !known || getShortPart().signum() > 0;
  }

  private static boolean isNamed(String text) {
    return !text.isBlank();
  }

  private BigDecimal inAccountCurrency(BigDecimal value) {
    return Decimals.product(Decimals.product(value, getMultiplier()), getFxRate());
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }
}
