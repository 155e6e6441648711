package dev.aurora.service.sweep;

import dev.aurora.service.broker.BrokerUnavailable;
import dev.aurora.service.journal.JournalQueries;
import dev.aurora.service.journal.action.MarketClocks;
import dev.aurora.service.journal.control.ControlStateUnreadable;
import dev.aurora.service.journal.control.StoredLatch;
import dev.aurora.service.journal.order.JournalOrder;
import dev.aurora.service.journal.order.OrderState;
import dev.aurora.service.journal.order.StateReason;
import dev.aurora.service.order.OrderSender;
import dev.aurora.service.process.DaemonTimer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes back every open order that a kill of level BLOCK_AND_CANCEL or above covers: of baskets and
 * single ones, sent and queued, until each has ended. What closes positions while trading is halted
 * goes on. It reads latches and orders from the books and needs no Temporal; a broker that is
 * silent is asked again. Thread-safe.
 */
public final class KillSweep {

  private static final Logger LOG = LoggerFactory.getLogger(KillSweep.class);
  private static final long PERIOD_MILLIS = 100;

  /** A cancel that brought no end is asked for again after this long. */
  private static final Duration ASK_AGAIN = Duration.ofSeconds(2);

  /** One slow answer must not keep the other orders waiting. */
  private static final int AT_ONCE = 8;

  private final KillBooks books;
  private final JournalQueries queries;
  private final MarketClocks markets;
  private final OrderSender sender;

  /** When each open order was asked for last, by {@link System#nanoTime()}. */
  private final Map<String, Long> asked = new ConcurrentHashMap<>();

  private final Set<String> asking = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer = DaemonTimer.named("kill-sweep");
  private final ExecutorService callers =
      Executors.newFixedThreadPool(
          AT_ONCE, Thread.ofPlatform().daemon().name("kill-sweep-", 1).factory());

  public KillSweep(
      KillBooks books, JournalQueries queries, MarketClocks markets, OrderSender sender) {
    this.books = books;
    this.queries = queries;
    this.markets = markets;
    this.sender = sender;
  }

  /** Begins to look, also for kills that were latched before this process lived. */
  public void start() {
    timer.scheduleWithFixedDelay(this::look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Ends looking; what is not taken back by then is by the next start. */
  public void stop() {
    timer.shutdownNow();
    callers.shutdownNow();
  }

  /** How far the kill has come, by the books at this moment. */
  public KillProgress progress(StoredLatch kill) {
    return Objects.requireNonNull(progress(List.of(kill)).get(kill.latch().commandId()));
  }

  /** How far these kills have come, by command id; the books are read once for all of them. */
  public Map<String, KillProgress> progress(Collection<StoredLatch> kills) {
    return books.progress(kills);
  }

  private void look() {
    try {
      if (books.noneTakesBack()) {
        asked.clear();
        return;
      }
      KillLook look = books.look();
      asked.keySet().retainAll(ids(look.open()));
      Map<String, Instant> marketNow = new HashMap<>();
      for (JournalOrder order : look.open()) {
        Optional<StoredLatch> kill = look.takenBackBy(order);
        if (kill.isPresent() && isDue(order)) {
          Instant now = marketNow.computeIfAbsent(order.account(), any -> marketNow(order));
          askLater(order, kill.orElseThrow(), now);
        }
      }
    } catch (ControlStateUnreadable booksAway) {
      // Nothing is sent either while they are away; the next look takes back what works.
      LOG.error("a kill's orders can't be looked for", booksAway);
    } catch (RuntimeException failed) {
      LOG.error("looking for a kill's orders failed; tried again", failed);
    }
  }

  private boolean isDue(JournalOrder order) {
    Long before = asked.get(order.clientOrderId());
    return before == null || System.nanoTime() - before >= ASK_AGAIN.toNanos();
  }

  private void askLater(JournalOrder order, StoredLatch kill, Instant marketNow) {
    String id = order.clientOrderId();
    if (!asking.add(id)) {
      return;
    }
    asked.put(id, System.nanoTime());
    callers.execute(() -> ask(order, kill, marketNow));
  }

  private void ask(JournalOrder order, StoredLatch kill, Instant marketNow) {
    String id = order.clientOrderId();
    try {
      sender.stop(
          order, new StateReason(kill.latch().commandId(), kill.latch().reason()), marketNow);
      tell(id, kill);
    } catch (BrokerUnavailable silent) {
      LOG.warn("{} is not confirmed as ended: {}", id, silent.getMessage());
    } catch (RuntimeException failed) {
      LOG.error("{} could not be taken back; tried again", id, failed);
    } finally {
      asking.remove(id);
    }
  }

  /** By the books: a broker that does not know an order has not ended it. */
  private void tell(String id, StoredLatch kill) {
    OrderState state = queries.order(id).orElseThrow().state();
    if (state.reserves()) {
      LOG.warn("{} may still fill, it is {}; it is asked for again", id, state);
    } else {
      LOG.info("{} has ended as {} for {}", id, state, kill.latch().commandId());
    }
  }

  private Instant marketNow(JournalOrder order) {
    @Nullable Instant newest = markets.newest(order.account());
    return newest == null ? order.checkedAt() : newest;
  }

  private static Set<String> ids(List<JournalOrder> orders) {
    return orders.stream().map(JournalOrder::clientOrderId).collect(Collectors.toSet());
  }
}
