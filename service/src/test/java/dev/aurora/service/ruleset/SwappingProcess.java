package dev.aurora.service.ruleset;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.aurora.rules.fact.MarketSession;
import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.Quote;
import dev.aurora.rules.fact.QuoteSource;
import dev.aurora.rules.fact.SessionPhase;
import dev.aurora.rules.fact.Side;
import dev.aurora.service.ClientProxy;
import dev.aurora.service.journal.CheckRequest;
import dev.aurora.service.journal.CheckResult.Checked;
import dev.aurora.service.journal.OrderJournal;
import dev.aurora.service.journal.account.CheckTerms;
import dev.aurora.service.journal.account.MarketView;
import dev.aurora.service.journal.account.SymbolMarket;
import dev.aurora.service.journal.book.Accounts;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.database.DatabaseUrl;
import dev.aurora.service.journal.order.StateReason;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.testing.RealPostgres;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * A worker of its own process that checks one order after the other by the rule sets of the books,
 * until it is told to end. Each order is one that every set of the test approves.
 */
public final class SwappingProcess {

  static final String READY = "ready";
  static final String METASPACE = "metaspace ";
  static final String DONE = "done ";
  static final int MEASURE = 'm';

  private static final Duration STEP = Duration.ofMillis(250);

  private final OrderJournal journal;
  private final ActiveRuleSets rules;
  private final String account;
  private Instant market = Samples.NOW;
  private int orders;
  private int denied;

  private SwappingProcess(OrderJournal journal, ActiveRuleSets rules, String account) {
    this.journal = journal;
    this.rules = rules;
    this.account = account;
  }

  /**
   * @param arguments {@code <JDBC URL> <account> <folder of the policy>}
   */
  public static void main(String[] arguments) throws IOException {
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    Clock clock = Clock.systemUTC();
    try (Database database =
            Database.open(
                new DatabaseUrl(arguments[0]), RealPostgres.LOGIN, Database.JOURNAL_MIGRATIONS);
        RuleSetServices services =
            RuleSetServices.of(
                database,
                Path.of(arguments[2]),
                new ReleasePages(ClientProxy.unread(), ""),
                arguments[1],
                clock)) {
      new Accounts(database, clock).open(arguments[1], "USD", BigDecimal.valueOf(10_000_000));
      services.patrol().start();
      new SwappingProcess(new OrderJournal(database, clock), services.active(), arguments[1]).run();
    }
  }

  private void run() throws IOException {
    System.out.println(READY);
    while (goesOn()) {
      checkOne();
    }
    System.out.println(DONE + orders + " " + denied);
  }

  private static boolean goesOn() throws IOException {
    if (System.in.available() == 0) {
      return true;
    }
    if (System.in.read() != MEASURE) {
      return false;
    }
    System.gc();
    System.out.println(METASPACE + metaspace());
    return true;
  }

  private static long metaspace() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().equals("Metaspace"))
        .findFirst()
        .orElseThrow()
        .getUsage()
        .getUsed();
  }

  private void checkOne() {
    market = market.plus(STEP);
    String id = account + "-" + ++orders;
    Order order = Samples.of(Samples.market(id, "AAPL", Side.BUY, "1"), account, Samples.STRATEGY);
    CheckRequest request =
        new CheckRequest(
            account,
            null,
            List.of(order),
            new MarketView(market, Samples.SESSION_OPEN, Map.of("AAPL", aapl())),
            Samples.runFacts(),
            CheckTerms.shipped());
    Checked checked = (Checked) journal.checkAndReserve(request, rules).getFirst();
    if (checked.verdict().approved()) {
      journal.withdraw(id, new StateReason("test", "makes room for the next"), market);
    } else {
      denied++;
    }
  }

  private SymbolMarket aapl() {
    BigDecimal price = new BigDecimal("100");
    return new SymbolMarket(
        Samples.instrument("AAPL", "TECH"),
        // Of a bar: how old the decision is counts in sessions, and this test goes on for long.
        new Quote(price, price, price, price, market, QuoteSource.BAR, 0),
        new MarketSession(SessionPhase.OPEN, market.plus(Duration.ofHours(1)), false, null, false));
  }
}
