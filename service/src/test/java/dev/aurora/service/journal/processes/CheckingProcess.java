package dev.aurora.service.journal.processes;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.aurora.service.journal.CheckResult;
import dev.aurora.service.journal.CheckResult.Checked;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.database.DatabaseUrl;
import dev.aurora.service.journal.testing.FakeEngine;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.testing.RealPostgres;
import java.io.IOException;
import java.math.BigDecimal;
import org.slf4j.LoggerFactory;

/**
 * A worker of its own process: waits for a byte, then checks orders of its own and orders that the
 * other worker checks too, and says how each was answered.
 */
public final class CheckingProcess {

  static final String READY = "ready";
  static final String ANSWER = "answer ";

  private CheckingProcess() {}

  /**
   * @param arguments {@code <JDBC URL> <prefix of ids> <prefix of every second id> <orders> <limit
   *     of value entered>}
   */
  public static void main(String[] arguments) throws IOException {
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    Database database =
        Database.open(
            new DatabaseUrl(arguments[0]), RealPostgres.LOGIN, Database.JOURNAL_MIGRATIONS);
    FakeEngine engine = capping(new BigDecimal(arguments[4]));
    try (JournalFixture books = new JournalFixture(database)) {
      // A first check takes seconds on a busy machine: without this one would be through its room
      // before the other had begun, and nothing would meet.
      books.preview(engine, Samples.buy(arguments[1] + "warm-up", "AAPL", "10"));
      System.out.println(READY);
      if (System.in.read() < 0) {
        throw new IllegalStateException("the test is gone");
      }
      for (int i = 0; i < Integer.parseInt(arguments[3]); i++) {
        String id = arguments[i % 2 == 0 ? 1 : 2] + i;
        CheckResult result = books.check(engine, Samples.buy(id, "AAPL", "10"));
        System.out.println(ANSWER + id + " " + ((Checked) result).verdict().approved());
      }
    }
  }

  /** Each order is worth 1 010. Thinks for a while, so that the other one looks meanwhile. */
  private static FakeEngine capping(BigDecimal limit) {
    return FakeEngine.denyingIf(
        "credit-threshold",
        facts -> {
          pause();
          return facts.account().valueEntered().add(new BigDecimal("1010")).compareTo(limit) > 0;
        });
  }

  private static void pause() {
    try {
      Thread.sleep(15);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
