package dev.aurora.service.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aurora.rules.verdict.Catalogue;
import dev.aurora.service.broker.paper.PaperLedger;
import dev.aurora.service.demo.DemoProgram.Started;
import dev.aurora.service.journal.JournalQueries;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.database.DatabaseUrl;
import dev.aurora.service.journal.decision.ChainReport;
import dev.aurora.service.journal.decision.DecisionChain;
import dev.aurora.service.journal.order.JournalOrder;
import dev.aurora.service.testing.RealTemporal;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main job as a user runs it: the packaged program, real processes, the real Temporal server,
 * file databases, and the broker's own ledger as the judge. The folder's name has a space.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoIT {

  private static final String ACCOUNT = "PAPER-1";
  private static final String SESSIONS = "30";

  @TempDir static Path folder;
  private static Path home;
  private static DemoProgram program;
  private static JsonNode undisturbed;

  @BeforeAll
  static void prepare() throws IOException {
    home = Files.createDirectory(folder.resolve("data of aurora"));
    program = new DemoProgram(home);
  }

  @AfterAll
  static void stop() {
    program.start(Map.of(), "down").await();
  }

  @Test
  @Order(1)
  void decidesChecksAndTradesOnRealBars() {
    undisturbed = program.run("demo", "--json", "--sessions", SESSIONS);

    assertThat(undisturbed.at("/sessions").asInt()).isEqualTo(30);
    assertThat(undisturbed.at("/decisions/buy").asInt()).isPositive();
    assertThat(undisturbed.at("/decisions/sell").asInt()).isPositive();
    assertThat(undisturbed.at("/decisions/hold").asInt()).isPositive();
    assertThat(undisturbed.at("/orders/denied").asInt()).isPositive();
    assertThat(undisturbed.at("/orders/deniedByControl/order-value-max").asInt()).isPositive();
    assertThat(undisturbed.at("/ledger/orders").asInt())
        .isEqualTo(undisturbed.at("/orders/approved").asInt())
        .isPositive();
    assertThat(undisturbed.at("/ledger/duplicates").asInt()).isZero();
    assertThat(undisturbed.at("/killed").isNull()).isTrue();
    assertBooksAgreeWithTheLedger(1);
  }

  @Test
  @Order(2)
  void goesOnAfterEverythingWasKilledAndSendsNothingTwice() {
    Started first = program.start(Map.of(), "demo", "--json", "--sessions", SESSIONS);
    DemoProgram.until("half way", () -> first.messages().contains("session 15 of"));
    program.killEverything(first);

    JsonNode resumed = program.run("demo", "--json", "--sessions", SESSIONS);

    assertThat(resumed.at("/resumed").asBoolean()).isTrue();
    assertThat(resumed.at("/demo").asInt()).isEqualTo(2);
    for (String same : List.of("sessions", "decisions", "orders", "fills", "positions", "pnl")) {
      assertThat(resumed.get(same)).as(same).isEqualTo(undisturbed.get(same));
    }
    assertThat(resumed.at("/ledger/orders")).isEqualTo(undisturbed.at("/ledger/orders"));
    assertThat(resumed.at("/ledger/fills")).isEqualTo(undisturbed.at("/ledger/fills"));
    assertBooksAgreeWithTheLedger(2);
  }

  @Test
  @Order(3)
  void withTheKillVariableNoOrderReachesTheBrokerAndItSaysWhy() throws Exception {
    Started demo = program.start(Map.of("AURORA_KILL", "1"), "demo", "--json", "--sessions", "3");
    JsonNode killed = demo.document();

    assertThat(killed.at("/killed/source").asText()).isEqualTo("environment");
    assertThat(killed.at("/killed/reason").asText()).contains("AURORA_KILL");
    assertThat(killed.at("/orders/deniedByControl/trading-state").asInt()).isPositive();
    assertThat(killed.at("/ledger/orders").asInt()).isZero();
    assertThat(killSwitchPage(demo.messages()))
        .contains("Trading is stopped", "AURORA_KILL is set", "environment");
  }

  @Test
  @Order(7)
  void rolledBackItRunsTheBaselineAndSaysWhatTheLiftedRulesWouldHaveDenied() throws IOException {
    Started demo =
        program.start(
            Map.of("AURORA_ROLLBACK", "1"), "demo", "--json", "--keep", "--sessions", SESSIONS);
    JsonNode back = demo.document();

    assertThat(back.at("/stage").asText()).isEqualTo("baseline");
    assertThat(back.at("/decisions")).isEqualTo(undisturbed.at("/decisions"));
    assertThat(back.at("/orders/wouldHaveDeniedByControl").size()).isPositive();
    // What is never lifted denies as before; nothing else does.
    assertThat(back.at("/orders/deniedByControl").fieldNames())
        .toIterable()
        .isSubsetOf(Catalogue.BASELINE);
    assertThat(back.at("/ledger/duplicates").asInt()).isZero();

    // The flag is in the policy too, for every other service on these books.
    Started status = program.start(Map.of(), "rollout", "status", "--json");
    assertThat(status.await()).isEqualTo(1);
    JsonNode policy = new ObjectMapper().readTree(status.out().toFile()).elements().next();
    assertThat(policy.at("/policy/rollback").asBoolean()).isTrue();
    assertThat(policy.at("/history/0/source").asText()).isEqualTo("environment");
    assertThat(policy.at("/variable").asBoolean()).isTrue();
    program.killEverything(status);
  }

  @Test
  @Order(8)
  void refusesARollbackVariableThatIsNeitherOnNorOff() {
    Started demo = program.start(Map.of("AURORA_ROLLBACK", "maybe"), "demo", "--sessions", "1");

    assertThat(demo.await()).isEqualTo(2);
    assertThat(demo.messages()).contains("AURORA_ROLLBACK is neither on nor off");
  }

  @Test
  @Order(4)
  void withTheFlagFileNoOrderReachesTheBrokerAndItSaysWhy() throws IOException {
    Path flag = Files.createFile(home.resolve("kill.flag"));

    JsonNode killed = program.run("demo", "--json", "--sessions", "3");

    Files.delete(flag);
    assertThat(killed.at("/killed/source").asText()).isEqualTo("file");
    assertThat(killed.at("/killed/reason").asText()).contains("kill.flag");
    assertThat(killed.at("/ledger/orders").asInt()).isZero();
  }

  @Test
  @Order(5)
  void aKillFromASecondTerminalStopsARunningDemo() {
    Started demo = program.start(Map.of(), "demo", "--json", "--sessions", "60");
    DemoProgram.until("under way", () -> demo.messages().contains("session 5 of"));

    assertThat(program.start(Map.of(), "kill", "engage", "--reason", "looks odd").await()).isZero();
    Instant engaged = Instant.now();
    JsonNode killed = demo.document();

    assertThat(killed.at("/killed/reason").asText()).isEqualTo("looks odd");
    assertThat(killed.at("/sessions").asInt()).isLessThan(60);
    assertNothingFilledAfter(engaged.plusSeconds(1), killed.at("/demo").asInt());
  }

  @Test
  @Order(6)
  void theSignalOfThePlainTemporalCliStopsARunningDemo() throws Exception {
    Started demo = program.start(Map.of(), "demo", "--json", "--sessions", "60");
    DemoProgram.until("under way", () -> demo.messages().contains("session 5 of"));
    List<String> signal = signalCommand(demo.messages());

    Process cli = new ProcessBuilder(signal).redirectErrorStream(true).start();
    assertThat(cli.waitFor()).as(new String(cli.getInputStream().readAllBytes())).isZero();
    Instant signalled = Instant.now();
    JsonNode killed = demo.document();

    assertThat(killed.at("/killed/scope").asText()).isEqualTo("firm");
    assertThat(killed.at("/killed/level").asText()).isEqualTo("BLOCK");
    assertThat(killed.at("/sessions").asInt()).isLessThan(60);
    assertNothingFilledAfter(signalled.plusSeconds(1), killed.at("/demo").asInt());
  }

  /** The memo of the kill switch's workflow: what its page shows when no worker lives any more. */
  private static String killSwitchPage(String messages) throws Exception {
    List<String> describe = new ArrayList<>(signalCommand(messages));
    int verb = describe.indexOf("signal");
    describe.set(verb, "describe");
    int name = describe.indexOf("--name");
    describe.subList(name, name + 2).clear();
    describe.addAll(List.of("--output", "json"));
    Process cli = new ProcessBuilder(describe).start();
    // All of it: a reader that leaves with the document would end the CLI by a broken pipe.
    JsonNode page = new ObjectMapper().readTree(cli.getInputStream().readAllBytes());
    assertThat(cli.waitFor()).isZero();
    return page.findPath("memo").toString();
  }

  private static void assertNothingFilledAfter(Instant latest, int demo) {
    Path books = home.resolve("demo").resolve(Integer.toString(demo));
    try (Database journal =
        Database.open(DatabaseUrl.file(books, "journal"), Database.JOURNAL_MIGRATIONS)) {
      assertThat(new JournalQueries(journal).ordersOfAccount(ACCOUNT))
          .filteredOn(order -> order.filled().signum() > 0)
          .isNotEmpty()
          .allSatisfy(order -> assertThat(order.stateSince()).isBefore(latest));
    }
  }

  /** The very command that the demo printed, with the CLI's path in front. */
  private static List<String> signalCommand(String messages) {
    String line =
        messages
            .lines()
            .filter(text -> text.contains("temporal workflow signal"))
            .findFirst()
            .orElseThrow();
    String command = line.substring(line.indexOf("temporal workflow") + "temporal ".length());
    List<String> words = new ArrayList<>(List.of(command.strip().split(" ")));
    words.add(0, RealTemporal.cli().ensure().toString());
    return words;
  }

  /** The ledger has every order once, and the books hold exactly what it holds. */
  private static void assertBooksAgreeWithTheLedger(int demo) {
    Path books = home.resolve("demo").resolve(Integer.toString(demo));
    try (Database journal =
            Database.open(DatabaseUrl.file(books, "journal"), Database.JOURNAL_MIGRATIONS);
        Database ledger =
            Database.open(DatabaseUrl.file(books, "paper-ledger"), Database.PAPER_MIGRATIONS)) {
      assertThat(new PaperLedger(ledger).verify()).isEmpty();
      List<JournalOrder> orders = new JournalQueries(journal).ordersOfAccount(ACCOUNT);
      Set<String> filled =
          orders.stream()
              .filter(order -> order.filled().signum() > 0)
              .map(JournalOrder::clientOrderId)
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(filled).isEqualTo(idsInLedger(ledger));
      assertThat(new PaperLedger(ledger).positions(ACCOUNT).entrySet())
          .allSatisfy(
              held ->
                  assertThat(held.getValue().quantity())
                      .isEqualByComparingTo(quantity(journal, held.getKey())));
      assertThat(new DecisionChain(journal).verify())
          .isNotEmpty()
          .allSatisfy(chain -> assertThat(chain).isInstanceOf(ChainReport.Intact.class));
    }
  }

  private static Set<String> idsInLedger(Database ledger) {
    return ledger.transaction(
        handle ->
            new TreeSet<>(
                handle
                    .createQuery("select client_order_id from paper_orders")
                    .mapTo(String.class)
                    .list()));
  }

  private static BigDecimal quantity(Database journal, String symbol) {
    return new JournalQueries(journal)
        .positions(ACCOUNT).stream()
            .filter(row -> row.symbol().equals(symbol))
            .map(row -> row.position().quantity())
            .findFirst()
            .orElse(BigDecimal.ZERO);
  }
}
