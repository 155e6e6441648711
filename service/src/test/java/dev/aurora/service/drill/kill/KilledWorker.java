package dev.aurora.service.drill.kill;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.aurora.service.broker.paper.BrokerFaults;
import dev.aurora.service.broker.paper.PaperBroker;
import dev.aurora.service.broker.paper.PaperTerms;
import dev.aurora.service.drill.DrillMarket;
import dev.aurora.service.journal.control.ControlStore;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.database.DatabaseUrl;
import dev.aurora.service.journal.order.OrderState;
import dev.aurora.service.killswitch.LastStepGuard;
import dev.aurora.service.testing.RealPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.slf4j.LoggerFactory;

/**
 * A worker of its own process, with connections, a last step and a sweep of its own. It takes lines
 * ({@code send <market time> <order>...}, {@code cancels}), answers each with lines of its own, and
 * ends with its input.
 */
public final class KilledWorker {

  /** Ends every answer; the first one comes when the worker lives. */
  static final String DONE = "done";

  private final NotedWire wire;
  private final KillWorker worker;

  private KilledWorker(KillStores stores, Database ledger, boolean looksTooEarly) {
    wire =
        new NotedWire(
            new PaperBroker(
                ledger, PaperTerms.shipped(), DrillMarket.fills(), BrokerFaults.NONE, delay -> {}));
    Function<ControlStore, LastStepGuard> lastStep =
        looksTooEarly ? LooksTooEarly::new : KillDrill::shipped;
    worker = new KillWorker(stores.openBooks(), wire, Clock.systemUTC(), lastStep);
  }

  /**
   * @param arguments {@code <URL of the books> <URL of the ledger> <looks too early: true, false>}
   */
  public static void main(String[] arguments) throws IOException {
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
    KillStores stores =
        new KillStores(
            new DatabaseUrl(arguments[0]), new DatabaseUrl(arguments[1]), RealPostgres.LOGIN);
    try (Database ledger = stores.openLedger()) {
      KilledWorker process = new KilledWorker(stores, ledger, Boolean.parseBoolean(arguments[2]));
      BufferedReader input =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      System.out.println(DONE);
      String line = input.readLine();
      while (line != null) {
        process.answer(List.of(line.split(" ")));
        System.out.println(DONE);
        line = input.readLine();
      }
      process.worker.close();
    }
  }

  private void answer(List<String> words) {
    switch (words.getFirst()) {
      case "send" -> send(Instant.parse(words.get(1)), words.subList(2, words.size()));
      case "cancels" ->
          wire.cancels().forEach((id, at) -> System.out.println(id + " " + Moments.micros(at)));
      default -> throw new IllegalArgumentException(words.toString());
    }
  }

  /** Says of each order what became of it, when that was seen, and when its send began, if so. */
  private void send(Instant marketNow, List<String> ids) {
    StringBuilder answer = new StringBuilder();
    for (String id : ids) {
      OrderState state = worker.send(id, marketNow);
      long seen = Moments.micros(System.nanoTime());
      Long begun = wire.sends().get(id);
      answer.append(
          "%s %s %d %d%n"
              .formatted(id, state, seen, begun == null ? Long.MAX_VALUE : Moments.micros(begun)));
    }
    System.out.print(answer);
  }

  /** Moments of this process that another one of the same machine can compare with its own. */
  static final class Moments {

    private static final Instant WALL = Instant.now();
    private static final long NANOS = System.nanoTime();

    private Moments() {}

    /** Microseconds since the epoch. */
    static long micros(long nanoTime) {
      Instant at = WALL.plusNanos(nanoTime - NANOS);
      return Math.addExact(
          Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1000);
    }
  }
}
