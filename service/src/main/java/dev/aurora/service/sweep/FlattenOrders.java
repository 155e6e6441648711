package dev.aurora.service.sweep;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.OrderType;
import dev.aurora.rules.fact.Origin;
import dev.aurora.rules.fact.TimeInForce;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.rules.verdict.Breach;
import dev.aurora.rules.verdict.Mode;
import dev.aurora.service.breaker.BreakerDesk;
import dev.aurora.service.broker.BrokerUnavailable;
import dev.aurora.service.journal.CheckResult;
import dev.aurora.service.journal.JournalQueries;
import dev.aurora.service.journal.control.ControlOwners;
import dev.aurora.service.journal.control.StoredLatch;
import dev.aurora.service.journal.kill.Holding;
import dev.aurora.service.journal.kill.Holdings;
import dev.aurora.service.journal.order.JournalOrder;
import dev.aurora.service.journal.order.OrderState;
import dev.aurora.service.killswitch.FlattenKey;
import dev.aurora.service.order.OrderSender;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders by which a kill closes positions: made, checked as every order is, sent over the last step
 * and followed. One at a time a position; an attempt that ended is followed by the next number, and
 * one that brought nothing only after a while. Thread-safe.
 */
public final class FlattenOrders {

  private static final Logger LOG = LoggerFactory.getLogger(FlattenOrders.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final int DOUBLINGS_MAX = 6;

  private final FlattenChecks checks;
  private final JournalQueries queries;
  private final Holdings holdings;
  private final OrderSender sender;
  private final BreakerDesk breakers;
  private final String venue;
  private final Clock clock;

  /**
   * @param venue of positions that no order of ours has made
   * @param clock wall time
   */
  public FlattenOrders(
      FlattenChecks checks,
      JournalQueries queries,
      Holdings holdings,
      OrderSender sender,
      BreakerDesk breakers,
      String venue,
      Clock clock) {
    this.checks = checks;
    this.queries = queries;
    this.holdings = holdings;
    this.sender = sender;
    this.breakers = breakers;
    this.venue = venue;
    this.clock = clock;
  }

  /** Attempts at a position, the first one first. */
  List<JournalOrder> attempts(StoredLatch kill, Holding holding) {
    String prefix = prefix(kill, holding);
    return queries.numbered(prefix).stream()
        .sorted(Comparator.comparing(order -> FlattenKey.attempt(order.clientOrderId(), prefix)))
        .toList();
  }

  private static String prefix(StoredLatch kill, Holding holding) {
    return FlattenKey.prefix(kill.latch().commandId(), holding.account(), holding.symbol());
  }

  /** Whether another attempt may be made now, after these. */
  boolean isDue(List<JournalOrder> attempts) {
    int inVain = 0;
    while (inVain < attempts.size()
        && attempts.get(attempts.size() - 1 - inVain).filled().signum() == 0) {
      inVain++;
    }
    if (inVain == 0) {
      return true;
    }
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(inVain - 1, DOUBLINGS_MAX));
    Instant ended = attempts.getLast().stateSince();
    return !clock
        .instant()
        .isBefore(ended.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause));
  }

  /** What became of the newest attempt, one sentence. */
  static String told(JournalOrder newest) {
    String why =
        newest.verdict().approved()
            ? String.valueOf(newest.stateReason() == null ? "" : newest.stateReason())
            : newest.verdict().breaches().stream()
                .filter(breach -> breach.mode() == Mode.ENFORCE)
                .map(Breach::code)
                .collect(Collectors.joining(", "));
    return "%s is %s%s"
        .formatted(newest.clientOrderId(), newest.state(), why.isEmpty() ? "" : ": " + why);
  }

  /**
   * Makes the next attempt at a position: checks it and, when it is approved, sends it.
   *
   * @param attempts all before
   * @return empty when the account can't be checked now
   */
  Optional<JournalOrder> place(StoredLatch kill, Holding holding, List<JournalOrder> attempts) {
    Optional<Instant> now = checks.marketNow(holding.account());
    if (now.isEmpty()) {
      return Optional.empty();
    }
    Order order = order(kill, holding, attempts, now.orElseThrow());
    switch (checks.check(order, now.orElseThrow())) {
      case CheckResult.Checked checked ->
          LOG.warn(
              "{} closes {} for {}: {}",
              checked.clientOrderId(),
              holding,
              kill.latch().commandId(),
              checked.state());
      case CheckResult.PayloadConflict conflict -> LOG.warn("tried by another: {}", conflict);
    }
    JournalOrder recorded = queries.order(String.valueOf(order.clientOrderId())).orElseThrow();
    if (recorded.state() == OrderState.APPROVED) {
      send(recorded, now.orElseThrow());
    }
    return queries.order(recorded.clientOrderId());
  }

  /** Goes on with an attempt that may still fill: sends what was not sent, asks for the rest. */
  void follow(String clientOrderId) {
    JournalOrder order = queries.order(clientOrderId).orElseThrow();
    checks
        .marketNow(order.account())
        .ifPresent(
            now -> {
              switch (order.state()) {
                case APPROVED, IN_FLIGHT, UNKNOWN -> send(order, now);
                case WORKING, PARTIALLY_FILLED -> ask(order, now);
                case DENIED, FILLED, CANCELLED, REJECTED, BLOCKED, EXPIRED -> {}
              }
            });
  }

  private void send(JournalOrder order, Instant marketNow) {
    try {
      sender.send(order, TradingMode.PAPER, marketNow);
    } catch (BrokerUnavailable silent) {
      LOG.warn("{} waits for the broker: {}", order.clientOrderId(), silent.getMessage());
    }
    judge(order.clientOrderId(), marketNow);
  }

  private void ask(JournalOrder order, Instant marketNow) {
    try {
      sender.refresh(order, marketNow);
    } catch (BrokerUnavailable silent) {
      LOG.warn("{} can't be asked for: {}", order.clientOrderId(), silent.getMessage());
    }
    judge(order.clientOrderId(), marketNow);
  }

  private void judge(String clientOrderId, Instant marketNow) {
    JournalOrder now = queries.order(clientOrderId).orElseThrow();
    if (now.filled().signum() > 0) {
      breakers.judgeFills();
    }
    if (now.state() == OrderState.REJECTED) {
      breakers.rejected(ControlOwners.of(now.order()), marketNow);
    }
  }

  private Order order(
      StoredLatch kill, Holding holding, List<JournalOrder> attempts, Instant marketNow) {
    String prefix = prefix(kill, holding);
    int attempt =
        attempts.isEmpty() ? 1 : FlattenKey.attempt(attempts.getLast().clientOrderId(), prefix) + 1;
    Optional<Order> last = holdings.lastOrderOf(holding);
    Order whole =
        new Order(
            prefix + attempt,
            prefix + attempt,
            holding.account(),
            last.map(Order::strategy).orElse("none"),
            last.map(Order::modelVersion).orElse("none"),
            last.map(Order::venue).orElse(venue),
            holding.symbol(),
            holding.closingSide(),
            OrderType.MARKET,
            holding.quantity().abs(),
            null,
            TimeInForce.DAY,
            null,
            Origin.KILL_FLATTEN,
            marketNow,
            0,
            null,
            false);
    return atMost(whole, checks.quantityMax(whole));
  }

  /** A position above what one order may have is closed by several, one after the other. */
  private static Order atMost(Order whole, BigDecimal quantityMax) {
    BigDecimal quantity = whole.quantity();
    if (quantity == null || quantity.compareTo(quantityMax) <= 0) {
      return whole;
    }
    return whole.sized(quantityMax.setScale(0, RoundingMode.DOWN), null);
  }
}
