package dev.aurora.service.sweep;

import dev.aurora.service.broker.BrokerUnavailable;
import dev.aurora.service.broker.CancelResult;
import dev.aurora.service.journal.JournalQueries;
import dev.aurora.service.journal.action.MarketClocks;
import dev.aurora.service.journal.control.ControlStateUnreadable;
import dev.aurora.service.journal.control.Latch;
import dev.aurora.service.journal.control.StoredLatch;
import dev.aurora.service.journal.order.OpenOrder;
import dev.aurora.service.journal.order.OrderState;
import dev.aurora.service.journal.order.StateReason;
import dev.aurora.service.order.OrderSender;
import dev.aurora.service.process.DaemonTimer;
import dev.aurora.service.sweep.RankedTasks.Rank;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

  /** Every cancel is out before the first answer is booked. */
  private final RankedTasks tasks = new RankedTasks("kill-sweep", AT_ONCE);

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
    tasks.stop();
  }

  /** How far the kill has come, by the books at this moment. */
  public KillProgress progress(StoredLatch kill) {
    return Objects.requireNonNull(progress(List.of(kill)).get(kill.latch().commandId()));
  }

  /** How far these kills have come, by command id; the books are read once for all of them. */
  public Map<String, KillProgress> progress(Collection<StoredLatch> kills) {
    return books.progress(kills);
  }

  /**
   * Orders of one account that one kill takes back.
   *
   * @param rank of what is at the broker, or of what was not sent
   */
  private record Batch(String account, StoredLatch kill, Rank rank) {

    static Batch of(OpenOrder order, StoredLatch kill) {
      return new Batch(
          order.account(), kill, order.state() == OrderState.APPROVED ? Rank.BLOCK : Rank.ASK);
    }
  }

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
      Map<Batch, List<OpenOrder>> batches = new LinkedHashMap<>();
      for (OpenOrder order : look.open()) {
        Optional<StoredLatch> kill = look.takenBackBy(order);
        if (kill.isPresent() && isDue(order) && asking.add(order.clientOrderId())) {
          batches.computeIfAbsent(Batch.of(order, kill.get()), any -> new ArrayList<>()).add(order);
        }
      }
      takeBackLater(batches);
    } catch (ControlStateUnreadable booksAway) {
      // Nothing is sent either while they are away; the next look takes back what works.
      LOG.error("a kill's orders can't be looked for", booksAway);
    } catch (RuntimeException failed) {
      LOG.error("looking for a kill's orders failed; tried again", failed);
    }
  }

  private boolean isDue(OpenOrder order) {
    Long before = asked.get(order.clientOrderId());
    return before == null || System.nanoTime() - before >= ASK_AGAIN.toNanos();
  }

  private record Chunk(Batch batch, List<OpenOrder> orders) {}

  private void takeBackLater(Map<Batch, List<OpenOrder>> batches) {
    List<Chunk> chunks = new ArrayList<>();
    batches.forEach(
        (batch, orders) -> {
          for (int from = 0; from < orders.size(); from += CHUNK) {
            int to = Math.min(from + CHUNK, orders.size());
            chunks.add(new Chunk(batch, orders.subList(from, to)));
          }
        });
    // Two workers that begin at the same end wait for each other's locks all the way.
    Collections.shuffle(chunks);
    for (Chunk chunk : chunks) {
      chunk.orders().forEach(order -> asked.put(order.clientOrderId(), System.nanoTime()));
      tasks.execute(chunk.batch().rank(), () -> takeBack(chunk.batch(), chunk.orders()));
    }
  }

  /** Notes the whole chunk first, then asks for it; the answers are booked later. */
  private void takeBack(Batch batch, List<OpenOrder> chunk) {
    Set<String> done = ids(chunk);
    try {
      Latch latch = batch.kill().latch();
      Instant marketNow = marketNow(batch.account(), chunk.getFirst());
      List<String> toAsk =
          sender.beginTakeBack(
              chunk.stream().map(OpenOrder::clientOrderId).toList(),
              new StateReason(latch.commandId(), latch.reason()),
              clock.instant().minus(ASK_AGAIN),
              marketNow);
      int together = sender.askedAtOnce();
      for (int from = 0; from < toAsk.size(); from += together) {
        List<String> message = toAsk.subList(from, Math.min(from + together, toAsk.size()));
        tasks.execute(Rank.ASK, () -> ask(message, batch.kill(), marketNow));
        message.forEach(done::remove);
      }
    } catch (RuntimeException failed) {
      LOG.error("orders of {} could not be taken back; tried again", batch.account(), failed);
    } finally {
      asking.removeAll(done);
    }
  }

  private void ask(List<String> message, StoredLatch kill, Instant marketNow) {
    try {
      List<CancelResult> answers = sender.askToEnd(message, marketNow);
      tasks.execute(Rank.BOOK, () -> book(message, kill, answers, marketNow));
    } catch (RuntimeException failed) {
      LOG.error("{} could not be asked to end; tried again", message, failed);
      if (message.size() == 1) {
        message.forEach(asking::remove);
      } else {
        // One that can't be asked for keeps no other of its message from it.
        message.forEach(id -> tasks.execute(Rank.ASK, () -> ask(List.of(id), kill, marketNow)));
      }
    }
  }

  private void book(
      List<String> message, StoredLatch kill, List<CancelResult> answers, Instant marketNow) {
    try {
      bookTogetherOrAlone(answers, marketNow);
      tell(message, kill);
    } catch (RuntimeException failed) {
      LOG.error("the end of {} could not be booked; tried again", message, failed);
    } finally {
      message.forEach(asking::remove);
    }
  }

  /** One order whose end can't be booked keeps no other from being booked. */
  private void bookTogetherOrAlone(List<CancelResult> answers, Instant marketNow) {
    try {
      sender.bookEnds(answers, marketNow);
    } catch (BrokerUnavailable silent) {
      LOG.warn("not every end is confirmed: {}", silent.getMessage());
    } catch (RuntimeException failed) {
      LOG.error("the ends of a message are booked one by one", failed);
      answers.forEach(answer -> bookAlone(answer, marketNow));
    }
  }

  private void bookAlone(CancelResult answer, Instant marketNow) {
    try {
      sender.bookEnds(List.of(answer), marketNow);
    } catch (RuntimeException failed) {
      LOG.error("not booked, asked for again: {}", answer, failed);
    }
  }

  /** By the books: a broker that does not know an order has not ended it. */
  private void tell(List<String> message, StoredLatch kill) {
    Set<String> open = queries.stillOpen(message);
    LOG.info("{} orders have ended for {}", message.size() - open.size(), kill.latch().commandId());
    if (!open.isEmpty()) {
      LOG.warn("these may still fill, and are asked for again: {}", open);
    }
  }

  private Instant marketNow(String account, OpenOrder order) {
    @Nullable Instant newest = markets.newest(account);
    return newest == null ? order.checkedAt() : newest;
  }

  private static Set<String> ids(List<OpenOrder> orders) {
    return orders.stream().map(OpenOrder::clientOrderId).collect(Collectors.toSet());
  }
}
