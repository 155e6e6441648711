package dev.aurora.service.journal.account;

import dev.aurora.rules.fact.AccountState;
import dev.aurora.rules.fact.Activity;
import dev.aurora.rules.fact.ControlState;
import dev.aurora.rules.fact.Instrument;
import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.fact.PositionState;
import dev.aurora.rules.fact.Quote;
import dev.aurora.rules.fact.Side;
import dev.aurora.rules.fact.TradingState;
import dev.aurora.rules.fact.breaker.BreakerFacts;
import dev.aurora.rules.fact.breaker.EventKind;
import dev.aurora.rules.verdict.Verdict;
import dev.aurora.service.journal.control.ControlOwners;
import dev.aurora.service.journal.database.Columns;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One account's book during one check-and-reserve call: gives the facts of an order, and takes its
 * reservation, so that the next order sees it. Plain arithmetic over rows read under the account's
 * lock; equal input gives equal facts. One thread uses one object.
 */
public final class AccountBook {

  private final BookSnapshot book;
  private final MarketView market;
  private final RunFacts run;
  private final CheckTerms terms;
  private final Function<Order, TradingState> tradingState;
  private final Exposures exposures;
  private final ActivityCounters activity;
  private final @Nullable BigDecimal equity;
  private final BigDecimal equityPeak;
  private BigDecimal valueEntered;
  private long ordersEntered;

  /**
   * @param tradingState the stored control state that covers an order
   */
  public AccountBook(
      BookSnapshot book,
      MarketView market,
      RunFacts run,
      CheckTerms terms,
      Function<Order, TradingState> tradingState) {
    this.book = book;
    this.market = market;
    this.run = run;
    this.terms = terms;
    this.tradingState = tradingState;
    this.exposures = new Exposures(book.positions(), book.working(), market);
    this.activity = new ActivityCounters(book, terms.windows(), market.now());
    BigDecimal held = exposures.held();
    this.equity = held == null ? null : book.cash().add(held);
    this.equityPeak = peak(book, market, terms, equity);
    this.valueEntered = book.session().valueEntered();
    this.ordersEntered = book.session().ordersEntered();
  }

  /** Cash and holdings at their marks, account currency; null when a mark is missing. */
  public @Nullable BigDecimal equity() {
    return equity;
  }

  /**
   * The highest equity known, this one included; account currency. A peak is for ever, so no mark
   * outside the price band raises it: one price 20x off would halt the account from then on.
   */
  public BigDecimal equityPeak() {
    return equityPeak;
  }

  private static BigDecimal peak(
      BookSnapshot book, MarketView market, CheckTerms terms, @Nullable BigDecimal equity) {
    boolean inBand =
        book.positions().entrySet().stream()
            .filter(held -> held.getValue().position().quantity().signum() != 0)
            .allMatch(held -> inBand(market.of(held.getKey()).quote(), terms));
    return equity == null || !inBand ? book.equityPeak() : book.equityPeak().max(equity);
  }

  private static boolean inBand(@Nullable Quote quote, CheckTerms terms) {
    BigDecimal mark = Valuation.reference(quote);
    BigDecimal close = quote == null ? null : quote.previousClose();
    if (mark == null || close == null) {
      return false;
    }
    BigDecimal move = mark.subtract(close).abs().movePointRight(4);
    return move.compareTo(terms.priceBandBps().multiply(close)) <= 0;
  }

  /**
   * All that the rules may look at for this order, as of the reservations so far.
   *
   * @param replaced a live order whose place this one takes, and which is left out of what works:
   *     the two are never live together, since the second is sent only when the first has ended;
   *     null = none
   */
  public OrderFacts facts(Order order, @Nullable String replaced) {
    Optional<WorkingOrder> old =
        replaced == null ? Optional.empty() : exposures.takeOut(order.symbol(), replaced);
    try {
      return facts(order);
    } finally {
      // Until it has ended it keeps its room against every other order.
      old.ifPresent(exposures::add);
    }
  }

  private OrderFacts facts(Order order) {
    SymbolMarket known = order.symbol() == null ? SymbolMarket.UNKNOWN : market.of(order.symbol());
    return new OrderFacts(
        order.clientOrderId(),
        market.now(),
        order,
        known.instrument(),
        known.quote(),
        known.session(),
        accountState(order, known.instrument()),
        positionState(order.symbol()),
        activityBefore(order),
        controlState(order));
  }

  /**
   * Takes the room of an approved order, and remembers a denied one.
   *
   * @throws IllegalStateException when the engine approved what can't be reserved; the caller's
   *     transaction must roll back
   */
  public Reservation reserve(Order order, Verdict verdict) {
    Instrument instrument = order.symbol() == null ? null : market.of(order.symbol()).instrument();
    BigDecimal price = Columns.roundedUp(valuationPrice(order));
    BigDecimal factor = Exposures.unitFactor(instrument);
    BigDecimal value = value(order.quantity(), price, factor);
    BigDecimal leaves = BigDecimal.ZERO;
    activity.add(RecentOrder.of(order, verdict.reducer(), verdict.approved(), market.now()));
    if (verdict.approved()) {
      WorkingOrder working = working(order, verdict, price, factor, value);
      exposures.add(working);
      leaves = working.leaves();
      ordersEntered++;
      // Only a person's reducer passes without a price; the credit threshold exempts reducers.
      valueEntered = valueEntered.add(value == null ? BigDecimal.ZERO : value);
    }
    return new Reservation(
        leaves,
        price,
        value,
        instrument == null ? null : Columns.ifFits(instrument.multiplier()),
        instrument == null ? null : Columns.ifFits(instrument.fxRate()));
  }

  /** The checked order as an event for the breakers, as of the reservations so far. */
  public BreakerFacts orderEvent(Order order) {
    SymbolMarket known = order.symbol() == null ? SymbolMarket.UNKNOWN : market.of(order.symbol());
    return new BreakerFacts(
        order.clientOrderId(),
        market.now(),
        BreakerSections.event(EventKind.ORDER, ControlOwners.of(order)),
        BreakerSections.session(known),
        activity.forBreakers(order.strategy()),
        breakerAccount(),
        null,
        null,
        null,
        null,
        new BreakerFacts.Control(run.stage(), run.mode()));
  }

  /**
   * Counts of denials and rejects for the breakers.
   *
   * @param strategy whose denials; null = nobody's
   */
  public BreakerFacts.Activity breakerActivity(@Nullable String strategy) {
    return activity.forBreakers(strategy);
  }

  /** The account's equity for the breakers. */
  public BreakerFacts.Account breakerAccount() {
    return new BreakerFacts.Account(equity, book.equityAtOpen(), equityPeak);
  }

  private static WorkingOrder working(
      Order order,
      Verdict verdict,
      @Nullable BigDecimal price,
      @Nullable BigDecimal factor,
      @Nullable BigDecimal value) {
    String symbol = order.symbol();
    Side side = order.side();
    BigDecimal quantity = Columns.ifFits(order.quantity());
    if (symbol == null
        || side == null
        || order.type() == null
        || quantity == null
        || quantity.signum() <= 0
        || factor == null
        || (order.limitPrice() != null && !Columns.fits(order.limitPrice()))
        || (value == null && !verdict.reducer())) {
      throw new IllegalStateException(
          "the engine approved an order that can't be reserved: " + order);
    }
    return new WorkingOrder(
        Objects.requireNonNull(order.clientOrderId()),
        symbol,
        side,
        verdict.reducer(),
        quantity,
        order.limitPrice(),
        price,
        factor);
  }

  private @Nullable BigDecimal valuationPrice(Order order) {
    if (order.symbol() == null || order.side() == null || order.type() == null) {
      return null;
    }
    return Valuation.ofOrder(
        order.side(),
        order.type(),
        order.limitPrice(),
        market.of(order.symbol()).quote(),
        terms.marketOrderBufferBps());
  }

  private static @Nullable BigDecimal value(
      @Nullable BigDecimal quantity, @Nullable BigDecimal price, @Nullable BigDecimal factor) {
    return quantity == null || price == null || factor == null
        ? null
        : Columns.roundedUp(quantity.multiply(price).multiply(factor));
  }

  private AccountState accountState(Order order, @Nullable Instrument instrument) {
    BigDecimal locked = exposures.locked();
    BigDecimal elsewhere = book.session().valueEnteredElsewhere();
    return new AccountState(
        book.currency(),
        book.cash(),
        locked == null ? null : book.cash().subtract(locked),
        equity,
        book.equityAtOpen(),
        equityPeak,
        exposures.gross(),
        exposures.net(order.side()),
        exposures.bySector(instrument == null ? null : instrument.sector()),
        valueEntered,
        ordersEntered,
        openBreaks(order.symbol()),
        elsewhere == null ? null : elsewhere.add(valueEntered));
  }

  private long openBreaks(@Nullable String symbol) {
    long ofAccount = book.openBreaks().getOrDefault("", 0L);
    return symbol == null ? ofAccount : ofAccount + book.openBreaks().getOrDefault(symbol, 0L);
  }

  private HeldPosition held(@Nullable String symbol) {
    return symbol == null
        ? HeldPosition.NONE
        : book.positions().getOrDefault(symbol, HeldPosition.NONE);
  }

  private @Nullable PositionState positionState(@Nullable String symbol) {
    if (symbol == null) {
      return null;
    }
    HeldPosition held = held(symbol);
    List<WorkingOrder> buys = working(symbol, Side.BUY);
    List<WorkingOrder> sells = working(symbol, Side.SELL);
    return new PositionState(
        held.position().quantity(),
        held.position().averagePrice(),
        leaves(buys),
        leaves(sells),
        (long) buys.size(),
        (long) sells.size(),
        held.lastExitAt(),
        buys.stream()
            .map(WorkingOrder::tradePrice)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null),
        sells.stream()
            .map(WorkingOrder::tradePrice)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null));
  }

  private List<WorkingOrder> working(@Nullable String symbol, Side side) {
    return exposures.working(symbol).stream().filter(order -> order.side() == side).toList();
  }

  private static BigDecimal leaves(List<WorkingOrder> orders) {
    return orders.stream().map(WorkingOrder::leaves).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private Activity activityBefore(Order order) {
    return activity.before(order, isReducer(order));
  }

  /** As the control catalogue defines it: it closes, and all working orders of its side too. */
  private boolean isReducer(Order order) {
    Side side = order.side();
    BigDecimal quantity = order.quantity();
    if (side == null || quantity == null || quantity.signum() <= 0) {
      return false;
    }
    BigDecimal position = held(order.symbol()).position().quantity();
    if (position.signum() * side.sign() >= 0) {
      return false;
    }
    BigDecimal closing = quantity.add(leaves(working(order.symbol(), side)));
    return closing.compareTo(position.abs()) <= 0;
  }

  private ControlState controlState(Order order) {
    TradingState stored = tradingState.apply(order);
    TradingState process = run.processState();
    return new ControlState(
        stored.compareTo(process) >= 0 ? stored : process,
        contains(run.restricted(), order.symbol()),
        contains(run.noTrade(), order.symbol()),
        run.permitted(),
        run.approvedModel(),
        run.dataSane(),
        run.gateLevel(),
        run.requiredGateLevel(),
        run.ruleSetApproved(),
        run.mode(),
        run.stage(),
        run.envelope());
  }

  private static @Nullable Boolean contains(
      @Nullable Set<String> symbols, @Nullable String symbol) {
    return symbols == null || symbol == null ? null : symbols.contains(symbol);
  }
}
