package dev.aurora.service.sweep;

import dev.aurora.service.broker.BrokerUnavailable;
import dev.aurora.service.broker.CancelResult;
import dev.aurora.service.journal.JournalQueries;
import dev.aurora.service.journal.action.MarketClocks;
import dev.aurora.service.journal.control.ControlStateUnreadable;
import dev.aurora.service.journal.control.Latch;
import dev.aurora.service.journal.control.StoredLatch;
import dev.aurora.service.journal.order.JournalOrder;
import dev.aurora.service.journal.order.OrderState;
import dev.aurora.service.journal.order.StateReason;
import dev.aurora.service.order.OrderSender;
import dev.aurora.service.process.DaemonTimer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
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

  /** While cancels are under way the books are read less often: reading them costs the cancels. */
  private static final Duration LOOK_WHILE_ASKING = Duration.ofMillis(500);

  /** A cancel that brought no end is asked for again after this long. */
  private static final Duration ASK_AGAIN = Duration.ofSeconds(2);

  /** One slow answer must not keep the other orders waiting. */
  private static final int AT_ONCE = 8;

  /** So many orders of an account are noted in one transaction before they are asked to end. */
  private static final int CHUNK = 100;

  private final KillBooks books;
  private final JournalQueries queries;
  private final MarketClocks markets;
  private final OrderSender sender;
  private final Clock clock;

  /** When each open order was asked for last, by {@link System#nanoTime()}. */
  private final Map<String, Long> asked = new ConcurrentHashMap<>();

  private final Set<String> asking = ConcurrentHashMap.newKeySet();

  /** When the books were read last; the timer's thread alone uses it. */
  private long lookedAt = System.nanoTime() - LOOK_WHILE_ASKING.toNanos();

  private final ScheduledExecutorService timer = DaemonTimer.named("kill-sweep");

  /** One queue: every cancel is out before the first answer is booked. */
  private final ExecutorService callers =
      Executors.newFixedThreadPool(
          AT_ONCE, Thread.ofPlatform().daemon().name("kill-sweep-", 1).factory());

  /**
   * @param clock wall time
   */
  public KillSweep(
      KillBooks books,
      JournalQueries queries,
      MarketClocks markets,
      OrderSender sender,
      Clock clock) {
    this.books = books;
    this.queries = queries;
    this.markets = markets;
    this.sender = sender;
    this.clock = clock;
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

  /** Orders of one account that one kill takes back. */
  private record Batch(String account, StoredLatch kill) {}

  private void look() {
    try {
      if (books.noneTakesBack()) {
        asked.clear();
        return;
      }
      if (!asking.isEmpty() && System.nanoTime() - lookedAt < LOOK_WHILE_ASKING.toNanos()) {
        return;
      }
      lookedAt = System.nanoTime();
      KillLook look = books.look();
      asked.keySet().retainAll(ids(look.open()));
      Map<Batch, List<JournalOrder>> batches = new LinkedHashMap<>();
      for (JournalOrder order : look.open()) {
        Optional<StoredLatch> kill = look.takenBackBy(order);
        if (kill.isPresent() && isDue(order) && asking.add(order.clientOrderId())) {
          batches
              .computeIfAbsent(new Batch(order.account(), kill.get()), any -> new ArrayList<>())
              .add(order);
        }
      }
      batches.forEach(this::takeBackLater);
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

  private void takeBackLater(Batch batch, List<JournalOrder> orders) {
    for (int from = 0; from < orders.size(); from += CHUNK) {
      List<JournalOrder> chunk = orders.subList(from, Math.min(from + CHUNK, orders.size()));
      chunk.forEach(order -> asked.put(order.clientOrderId(), System.nanoTime()));
      callers.execute(() -> takeBack(batch, chunk));
    }
  }

  /** Notes the whole chunk first; each cancel is then a task of its own. */
  private void takeBack(Batch batch, List<JournalOrder> chunk) {
    Set<String> done = ids(chunk);
    try {
      Latch latch = batch.kill().latch();
      Instant marketNow = marketNow(batch.account(), chunk.getFirst());
      List<String> toAsk =
          sender.beginTakeBack(
              chunk,
              new StateReason(latch.commandId(), latch.reason()),
              clock.instant().minus(ASK_AGAIN),
              marketNow);
      for (String id : toAsk) {
        callers.execute(() -> ask(id, batch.kill(), marketNow));
        done.remove(id);
      }
    } catch (RuntimeException failed) {
      LOG.error("orders of {} could not be taken back; tried again", batch.account(), failed);
    } finally {
      asking.removeAll(done);
    }
  }

  private void ask(String id, StoredLatch kill, Instant marketNow) {
    try {
      CancelResult answer = sender.askToEnd(id, marketNow);
      callers.execute(() -> book(id, kill, answer, marketNow));
    } catch (RuntimeException failed) {
      LOG.error("{} could not be taken back; tried again", id, failed);
      asking.remove(id);
    }
  }

  private void book(String id, StoredLatch kill, CancelResult answer, Instant marketNow) {
    try {
      sender.bookEnd(answer, marketNow);
      tell(id, kill);
    } catch (BrokerUnavailable silent) {
      LOG.warn("{} is not confirmed as ended: {}", id, silent.getMessage());
    } catch (RuntimeException failed) {
      LOG.error("the end of {} could not be booked; tried again", id, failed);
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

  private Instant marketNow(String account, JournalOrder order) {
    @Nullable Instant newest = markets.newest(account);
    return newest == null ? order.checkedAt() : newest;
  }

  private static Set<String> ids(List<JournalOrder> orders) {
    return orders.stream().map(JournalOrder::clientOrderId).collect(Collectors.toSet());
  }
}
