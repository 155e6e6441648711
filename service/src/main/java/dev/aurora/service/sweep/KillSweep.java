package dev.aurora.service.sweep;

import dev.aurora.service.broker.BrokerUnavailable;
import dev.aurora.service.journal.JournalQueries;
import dev.aurora.service.journal.action.MarketClocks;
import dev.aurora.service.journal.book.AccountRow;
import dev.aurora.service.journal.book.Accounts;
import dev.aurora.service.journal.control.ControlOwners;
import dev.aurora.service.journal.control.ControlScope;
import dev.aurora.service.journal.control.ControlStateUnreadable;
import dev.aurora.service.journal.control.ControlStore;
import dev.aurora.service.journal.control.StoredLatch;
import dev.aurora.service.journal.order.JournalOrder;
import dev.aurora.service.journal.order.StateReason;
import dev.aurora.service.order.OrderSender;
import dev.aurora.service.process.DaemonTimer;
import dev.aurora.workflows.killswitch.KillLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
 * single ones, sent and queued, until each has ended. It reads latches and orders from the books
 * and needs no Temporal; a broker that is silent is asked again. Thread-safe.
 */
public final class KillSweep {

  private static final Logger LOG = LoggerFactory.getLogger(KillSweep.class);
  private static final long PERIOD_MILLIS = 100;

  /** A cancel that brought no end is asked for again after this long. */
  private static final Duration ASK_AGAIN = Duration.ofSeconds(2);

  /** One slow answer must not keep the other orders waiting. */
  private static final int AT_ONCE = 8;

  private final ControlStore store;
  private final Accounts accounts;
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
      ControlStore store,
      Accounts accounts,
      JournalQueries queries,
      MarketClocks markets,
      OrderSender sender) {
    this.store = store;
    this.accounts = accounts;
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
    List<KillProgress.Open> open =
        openOrders().stream()
            .filter(order -> covers(kill, order))
            .map(KillProgress.Open::of)
            .toList();
    if (!takesBack(kill)) {
      return new KillProgress(KillProgress.State.BLOCKED, open);
    }
    return new KillProgress(
        open.isEmpty() ? KillProgress.State.CONFIRMED : KillProgress.State.INCOMPLETE, open);
  }

  /** What a kill of this scope and level would find now. */
  public KillPreview preview(ControlScope scope, KillLevel level) {
    List<KillProgress.Open> orders =
        openOrders().stream()
            .filter(order -> scope.covers(ControlOwners.of(order.order())))
            .map(KillProgress.Open::of)
            .toList();
    List<KillPreview.Held> held =
        accounts.all().stream()
            .map(AccountRow::account)
            .flatMap(account -> held(account, scope).stream())
            .toList();
    boolean takesBack = level.compareTo(KillLevel.BLOCK_AND_CANCEL) >= 0;
    return new KillPreview(scope.toString(), level, takesBack, orders, held);
  }

  /** A position belongs to account and symbol; one of a strategy, model or venue is not known. */
  private List<KillPreview.Held> held(String account, ControlScope scope) {
    return queries.positions(account).stream()
        .filter(row -> row.position().quantity().signum() != 0)
        .filter(row -> scope.covers(new ControlOwners(account, null, row.symbol(), null, null)))
        .map(row -> new KillPreview.Held(account, row.symbol(), row.position().quantity()))
        .toList();
  }

  private void look() {
    try {
      List<StoredLatch> kills =
          store.read().inForce().stream().filter(KillSweep::takesBack).toList();
      if (kills.isEmpty()) {
        asked.clear();
        return;
      }
      List<JournalOrder> open = openOrders();
      asked.keySet().retainAll(ids(open));
      for (JournalOrder order : open) {
        kills.stream()
            .filter(kill -> covers(kill, order))
            .findFirst()
            .ifPresent(kill -> askLater(order, kill));
      }
    } catch (ControlStateUnreadable booksAway) {
      // Nothing is sent either while they are away; the next look takes back what works.
      LOG.error("a kill's orders can't be looked for", booksAway);
    } catch (RuntimeException failed) {
      LOG.error("looking for a kill's orders failed; tried again", failed);
    }
  }

  private void askLater(JournalOrder order, StoredLatch kill) {
    String id = order.clientOrderId();
    Long before = asked.get(id);
    boolean recently = before != null && System.nanoTime() - before < ASK_AGAIN.toNanos();
    if (recently || !asking.add(id)) {
      return;
    }
    asked.put(id, System.nanoTime());
    callers.execute(() -> ask(order, kill));
  }

  private void ask(JournalOrder order, StoredLatch kill) {
    String id = order.clientOrderId();
    try {
      sender.stop(
          order,
          new StateReason(kill.latch().commandId(), kill.latch().reason()),
          marketNow(order));
      LOG.info("{} is taken back for {}", id, kill.latch().commandId());
    } catch (BrokerUnavailable silent) {
      LOG.warn("{} is not confirmed as ended: {}", id, silent.getMessage());
    } catch (RuntimeException failed) {
      LOG.error("{} could not be taken back; tried again", id, failed);
    } finally {
      asking.remove(id);
    }
  }

  private Instant marketNow(JournalOrder order) {
    @Nullable Instant newest = markets.newest(order.account());
    return newest == null ? order.checkedAt() : newest;
  }

  private List<JournalOrder> openOrders() {
    return accounts.all().stream()
        .map(AccountRow::account)
        .flatMap(account -> queries.openOrders(account).stream())
        .toList();
  }

  private static Set<String> ids(List<JournalOrder> orders) {
    return orders.stream().map(JournalOrder::clientOrderId).collect(Collectors.toSet());
  }

  private static boolean covers(StoredLatch kill, JournalOrder order) {
    return kill.latch().scope().covers(ControlOwners.of(order.order()));
  }

  /** By the level that binds now: a kill that was eased lets reducers work. */
  private static boolean takesBack(StoredLatch kill) {
    return kill.bindingLevel().compareTo(KillLevel.BLOCK_AND_CANCEL) >= 0;
  }
}
