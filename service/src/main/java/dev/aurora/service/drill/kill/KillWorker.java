package dev.aurora.service.drill.kill;

import dev.aurora.rules.fact.TradingMode;
import dev.aurora.service.journal.JournalQueries;
import dev.aurora.service.journal.OrderJournal;
import dev.aurora.service.journal.action.MarketClocks;
import dev.aurora.service.journal.control.ControlStore;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.order.JournalOrder;
import dev.aurora.service.journal.order.OrderState;
import dev.aurora.service.killswitch.LastStepGuard;
import dev.aurora.service.order.OrderSender;
import dev.aurora.service.sweep.KillBooks;
import dev.aurora.service.sweep.KillSweep;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One worker on books that others use too: a pool of connections, a last step and a sweep of its
 * own, as a process has them. Thread-safe.
 */
final class KillWorker implements AutoCloseable {

  private final Database books;
  private final JournalQueries queries;
  private final OrderSender sender;
  private final KillSweep sweep;

  /**
   * @param books of its own; closed with it
   * @param clock wall time
   * @param lastStep its last look
   */
  KillWorker(
      Database books, NotedWire wire, Clock clock, Function<ControlStore, LastStepGuard> lastStep) {
    this.books = books;
    queries = new JournalQueries(books);
    ControlStore control = new ControlStore(books);
    sender = new OrderSender(new OrderJournal(books, clock), wire, lastStep.apply(control));
    sweep =
        new KillSweep(
            new KillBooks(books, control, clock),
            queries,
            new MarketClocks(books, clock),
            sender,
            clock);
    sweep.start();
  }

  /** Takes an approved order over the last step; says where it stands then. */
  OrderState send(String clientOrderId, Instant marketNow) {
    sender.send(order(clientOrderId), TradingMode.PAPER, marketNow);
    return order(clientOrderId).state();
  }

  /** Sends orders, one after the other, on a thread of its own. */
  Sending sending(List<String> clientOrderIds, Instant marketNow, CountDownLatch go) {
    Sending sending = new Sending(clientOrderIds, marketNow, go);
    sending.start();
    return sending;
  }

  private JournalOrder order(String clientOrderId) {
    return queries.order(clientOrderId).orElseThrow();
  }

  /** Orders on their way. */
  final class Sending extends Thread {

    private final List<String> orders;
    private final Instant marketNow;
    private final CountDownLatch go;
    private @Nullable Long firstBlocked;
    private @Nullable RuntimeException failed;

    private Sending(List<String> orders, Instant marketNow, CountDownLatch go) {
      super("kill-drill-sending");
      setDaemon(true);
      this.orders = orders;
      this.marketNow = marketNow;
      this.go = go;
    }

    @Override
    public void run() {
      try {
        go.await();
        for (String id : orders) {
          OrderState state = send(id, marketNow);
          if (state == OrderState.BLOCKED && firstBlocked == null) {
            firstBlocked = System.nanoTime();
          }
        }
      } catch (InterruptedException e) {
        interrupt();
      } catch (RuntimeException e) {
        failed = e;
      }
    }

    /** Waits for the end; when the first order was found blocked, empty when none was. */
    Optional<Long> await() {
      try {
        join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
      if (failed != null) {
        throw new IllegalStateException("a worker of the drill failed", failed);
      }
      return Optional.ofNullable(firstBlocked);
    }
  }

  @Override
  public void close() {
    sweep.stop();
    books.close();
  }
}
