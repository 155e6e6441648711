package dev.aurora.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.service.api.RunRequest;
import dev.aurora.service.api.RunResource;
import dev.aurora.service.app.Stores;
import dev.aurora.service.e2d.AsOf;
import dev.aurora.service.e2d.E2dPipeline;
import dev.aurora.service.e2d.E2dRequest;
import dev.aurora.service.e2d.E2dResult;
import dev.aurora.service.e2d.decision.StrategyFile;
import dev.aurora.service.e2d.model.OnnxModel;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.database.DatabaseUrl;
import dev.aurora.service.market.BarInterval;
import dev.aurora.service.market.BarStore;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.person.Caller;
import dev.aurora.service.process.HomeLock;
import dev.aurora.service.run.BarMarket;
import dev.aurora.service.run.InstrumentFile;
import dev.aurora.service.run.Strategies;
import dev.aurora.service.testing.Checkout;
import dev.aurora.service.testing.ShippedData;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.SecurityContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bad inputs, one a row: what Aurora says, and its exit code. Prints the table at the end. What
 * needs a machine that lacks something stands beside its own class: {@code LauncherTest} (JDK,
 * Maven, a build that fails), {@code TemporalCliTest} (pip, network, another version on the PATH),
 * {@code ServiceProcessTest} (a busy port).
 */
class BadInputTest {

  private static final LocalDate AS_OF = LocalDate.of(2013, 2, 27);
  private static final List<String> TABLE = new ArrayList<>();

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> environment = new HashMap<>(Map.of("PATH", ""));

  /** What a person did wrong. */
  @FunctionalInterface
  private interface Mistake {
    int make(BadInputTest test) throws Exception;
  }

  private record Row(String input, int exitCode, List<String> said, Mistake mistake) {
    Row saying(String... parts) {
      return new Row(input, exitCode, List.of(parts), mistake);
    }

    @Override
    public String toString() {
      return input;
    }
  }

  @ParameterizedTest
  @MethodSource({"data", "models", "commandLines", "policies", "machine", "runs"})
  void saysWhatIsWrongAndExits(Row row) throws Exception {
    int exitCode = row.mistake().make(this);

    String said = text(err) + text(out);
    TABLE.add("%-34s exit %d  %s".formatted(row.input(), exitCode, said.strip().indent(2).strip()));
    assertThat(said).contains(row.said()).doesNotContain("java.", "\tat ");
    assertThat(exitCode).isEqualTo(row.exitCode());
  }

  @AfterAll
  static void printTheTable() {
    System.out.println(TABLE.size() + " bad inputs");
    TABLE.forEach(System.out::println);
  }

  static Stream<Row> data() {
    return Stream.of(
        row("bar row with a letter", 2, t -> t.bars("x.csv", "AAPL,2013-02-27,1,1,1,a,9,1"))
            .saying("x.csv, line 2, column Close: found", "expected", "to do:"),
        row("bar row that is too short", 2, t -> t.bars("x.csv", "AAPL,2013-02-27,1,1"))
            .saying("x.csv, line 2", "expected"),
        row(
                "bar with another zone's time",
                2,
                t -> t.bars("x.csv", "AAPL,2013-02-27T00:00:00-05:00,1,1,1,1,9,1"))
            .saying("line 2", "-05:00", "expected a date"),
        row("bar with a wrong date", 2, t -> t.bars("x.csv", "AAPL,27.02.2013,1,1,1,1,9,1"))
            .saying("line 2", "27.02.2013"),
        row("folder without bars", 2, t -> t.load(t.folder)).saying("*.csv"),
        row("bar twice", 1, BadInputTest::duplicateBar).saying("DataSanity failed"),
        row("strategy with an unknown symbol", 0, BadInputTest::unknownSymbol)
            .saying("XYZ", "bars=0", "needed=120"),
        row("strategy that is no YAML", 2, t -> t.strategy("strategy: [momentum"))
            .saying("s.yaml, line", "column"),
        row("strategy without symbols", 2, t -> t.strategy("strategy: momentum\n"))
            .saying("s.yaml", "symbols"));
  }

  static Stream<Row> models() {
    return Stream.of(
        row("model's side-car missing", 2, t -> t.model("none.json", 1f)).saying("none.json"),
        row("model file missing", 2, t -> t.copiedModel("linear", false, "", ""))
            .saying("linear.onnx"),
        row(
                "model of another shape",
                2,
                t -> t.copiedModel("linear", true, "\"input\": \"input\"", "\"input\": \"x\""))
            .saying("input"),
        row("model that answers NaN", 2, t -> t.copiedModel("scaled_ridge", true, "", ""))
            .saying("-Infinity", "Don't trade"));
  }

  static Stream<Row> commandLines() {
    return Stream.of(
        cli("unknown command", 2, "statsu").saying("statsu", "Did you mean status"),
        cli("unknown option", 2, "status", "--jsn").saying("--jsn"),
        cli("no command", 2).saying("Missing command"),
        cli("demo of no session", 2, "demo", "--sessions", "0").saying("--sessions 0", "from 1"),
        cli("demo of a word of sessions", 2, "demo", "--sessions", "many").saying("--sessions"),
        cli("demo without bars", 2, "demo", "--bars", "nowhere").saying("nowhere", "--bars"),
        cli(
                "run backwards",
                2,
                "run",
                "--strategy",
                "s",
                "--account",
                "a",
                "--from",
                "2013-02-27",
                "--to",
                "2013-02-01")
            .saying("--from", "in this order"),
        cli("run of no date", 2, "run", "--strategy", "s", "--account", "a", "--as-of", "27.2.13")
            .saying("27.2.13", "--as-of"),
        cli("run without a strategy", 2, "run", "--account", "a").saying("--strategy"),
        cli("kill of an unknown scope", 2, "kill", "engage", "--scope", "desk", "--reason", "r")
            .saying("--scope desk", "account:<id>"),
        cli("kill of an unknown level", 2, "kill", "engage", "--level", "MAYBE", "--reason", "r")
            .saying("MAYBE", "BLOCK"),
        cli("kill without a service", 3, "kill", "engage", "--reason", "r")
            .saying("No service runs", "touch"),
        cli("gates of an unknown level", 2, "gates", "run", "l7", "--artifacts", ".")
            .saying("run l7", "expected: l0"),
        cli("an unknown gate", 2, "gates", "run", "l0", "--artifacts", ".", "--only", "timezone")
            .saying("--only timezone", "timezones"),
        cli("gates without artifacts", 1, "gates", "run", "l0", "--artifacts", "nowhere")
            .saying("no artifact folder"),
        cli("drill of an unknown strategy", 2, "drill", "gates", "--strategy", "none")
            .saying("none.yaml", "--strategy none"),
        cli("drill of a seed that is no number", 2, "drill", "breakers", "--seed", "x")
            .saying("--seed", "x"),
        cli("drill of an unknown scenario", 2, "drill", "breakers", "--only", "run-away")
            .saying("--only run-away", "runaway, limit-price-off"),
        variable("port that is a word", "AURORA_HTTP_PORT", "http").saying("from 1 to 65535"),
        variable("port that is too high", "AURORA_HTTP_PORT", "70000").saying("70000"),
        variable("rollback that says neither", "AURORA_ROLLBACK", "maybe")
            .saying("AURORA_ROLLBACK=maybe", "not guessed", "1, true, yes or on"));
  }

  static Stream<Row> policies() {
    return Stream.of(
        row("policy folder missing", 2, t -> t.run("rules", "check", "nowhere"))
            .saying("no such folder", "limits.drl"),
        row("rule with a mistake", 2, BadInputTest::brokenRule).saying("limits.drl", "2"),
        row("facts file missing", 2, t -> t.run("rules", "eval", "--facts", "none.jsonl"))
            .saying("none.jsonl", "JSON lines"),
        row("facts line that is no JSON", 2, t -> t.facts("{\"id\":")).saying("1"),
        row("facts line with an unknown field", 2, t -> t.facts("{\"id\":\"a\",\"colour\":1}"))
            .saying("colour"),
        row("recorded orders of which one can't be read", 2, BadInputTest::benchFacts)
            .saying("line 2", "quantity"),
        row("no recorded orders", 2, BadInputTest::benchNothing).saying("no line of facts"),
        row("cases exported to a folder", 2, BadInputTest::exportToFolder)
            .saying("this is a folder", "--export"),
        row("cases exported beside no folder", 2, t -> t.run("rules", "test", "--export", "no/c"))
            .saying("its folder is not there", "--export"),
        row("a bench of no seconds", 2, t -> t.run("rules", "bench", "--seconds", "0"))
            .saying("--seconds", "1 to 600"));
  }

  static Stream<Row> machine() {
    return Stream.of(
        row("no python", 3, BadInputTest::withoutPython).saying("no python3 on the PATH"),
        row("home that can't be written", 3, BadInputTest::homeUnderAFile)
            .saying("write", "AURORA_HOME"),
        row("database of a newer schema", 3, BadInputTest::newerSchema).saying("99", "newer"),
        row("database file that is none", 3, BadInputTest::noDatabase).saying("backup"),
        row("database in memory", 2, t -> t.database("jdbc:h2:mem:x"))
            .saying("forgets every order", "AURORA_DB_URL"),
        row("database URL with a password", 2, t -> t.database("jdbc:postgresql://h/d?password=x"))
            .saying("password=***", "AURORA_DB_PASSWORD_FILE"),
        row(
                "database URL with a time limit",
                2,
                t -> t.database("jdbc:postgresql://h/d?socketTimeout=0"))
            .saying("but not socketTimeout", "sslmode"),
        row(
                "database server that is not there",
                3,
                t -> t.database("jdbc:postgresql://localhost:1/d"))
            .saying("does not answer", "localhost:1"),
        row("ledger in the database of the books", 2, BadInputTest::ledgerInBooks)
            .saying("one database", "AURORA_PAPER_DB_URL"),
        row("password file that is not there", 2, BadInputTest::noPasswordFile)
            .saying("can't be read", "AURORA_DB_PASSWORD_FILE"),
        row("two database passwords", 2, BadInputTest::twoPasswords).saying("both set"),
        row("database of no known kind", 3, t -> t.database("jdbc:nodb:x")).saying("no driver"),
        row("two services on one folder", 3, BadInputTest::twoServices)
            .saying("belongs to a running service", "aurora down"));
  }

  static Stream<Row> runs() {
    return Stream.of(
        row(
                "decisions of an external E2D",
                2,
                t ->
                    t.ask(
                        new RunRequest(
                            "PAPER-1", "momentum", LocalDate.of(2013, 2, 27), 1, 0, "folder")))
            .saying("external E2D"),
        row("run of an unknown strategy", 2, t -> t.ask("PAPER-1", "momentun", AS_OF))
            .saying("no strategy momentun", "service/data/strategies"),
        row("run for an unknown account", 2, t -> t.ask("PAPER-9", "momentum", AS_OF))
            .saying("PAPER-9", "PAPER-1"),
        row("run on a Sunday", 2, t -> t.ask("PAPER-1", "momentum", LocalDate.of(2013, 2, 24)))
            .saying("2013-02-24", "trading session from"));
  }

  // Rows

  private static Row row(String input, int exitCode, Mistake mistake) {
    return new Row(input, exitCode, List.of(), mistake);
  }

  private static Row cli(String input, int exitCode, String... arguments) {
    return row(input, exitCode, t -> t.run(arguments));
  }

  private static Row variable(String input, String name, String value) {
    return row(
        input,
        2,
        t -> {
          t.environment.put(name, value);
          int exitCode = t.run("up");
          assertThat(t.folder.resolve("home")).doesNotExist();
          return exitCode;
        });
  }

  // Mistakes

  private int bars(String name, String line) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, "Ticker,Date,Open,High,Low,Close,Volume,Adj Close\n" + line + "\n");
    return load(file);
  }

  private int load(Path bars) {
    return told(() -> BarStore.load(bars, BarInterval.DAY));
  }

  private int duplicateBar() throws Exception {
    List<String> lines = new ArrayList<>(shippedBars());
    int at =
        lines.indexOf(
            lines.stream()
                .filter(line -> line.startsWith("AAPL,2013-02-26,"))
                .findFirst()
                .orElseThrow());
    lines.add(at, lines.get(at));
    Path file = folder.resolve("twice.csv");
    Files.write(file, lines);
    return decide(ShippedData.STRATEGY, file);
  }

  private int unknownSymbol() throws Exception {
    Path file = folder.resolve("s.yaml");
    Files.writeString(
        file,
        Files.readString(ShippedData.STRATEGY)
            .replace("[AAPL,", "[XYZ, AAPL,")
            .replace("../models/gbt.json", ShippedData.MODEL.toString()));
    return decide(file, ShippedData.BARS);
  }

  private int strategy(String text) throws IOException {
    Path file = folder.resolve("s.yaml");
    Files.writeString(file, text);
    return told(() -> StrategyFile.read(file));
  }

  private int model(String name, float first) {
    return told(
        () -> {
          try (OnnxModel model = OnnxModel.load(folder.resolve(name))) {
            return model.predict(first, 1, 1, 1, 1);
          }
        });
  }

  private int copiedModel(String name, boolean whole, String text, String replacement)
      throws IOException {
    Path models = Path.of("src/test/resources/models");
    String card = Files.readString(models.resolve(name + ".json"));
    assertThat(card).contains(text);
    Files.writeString(folder.resolve(name + ".json"), card.replace(text, replacement));
    if (whole) {
      Files.copy(models.resolve(name + ".onnx"), folder.resolve(name + ".onnx"));
    }
    return model(name + ".json", Float.MAX_VALUE);
  }

  private int brokenRule() throws IOException {
    Path policy = Files.createDirectory(folder.resolve("policy"));
    Files.writeString(policy.resolve("limits.drl"), "package policy;\nrule \"Firm\" whenn\nend\n");
    return run("rules", "check", policy.toString());
  }

  private int facts(String line) throws IOException {
    Files.writeString(folder.resolve("facts.jsonl"), line + "\n");
    return run("rules", "eval", "--engine", "TREES", "--facts", "facts.jsonl");
  }

  private int benchFacts() throws IOException {
    Files.writeString(
        folder.resolve("facts.jsonl"),
        "{\"id\":\"a\",\"order\":{}}\n{\"order\":{\"quantity\":\"many\"}}\n");
    return run("rules", "bench", "--facts", "facts.jsonl");
  }

  private int exportToFolder() throws IOException {
    Files.createDirectory(folder.resolve("cases.jsonl"));
    return run("rules", "test", "--export", "cases.jsonl");
  }

  private int benchNothing() throws IOException {
    Files.writeString(folder.resolve("facts.jsonl"), "\n");
    return run("rules", "bench", "--facts", "facts.jsonl");
  }

  private int homeUnderAFile() throws IOException {
    Path file = Files.createFile(folder.resolve("a-file"));
    environment.put("AURORA_HOME", file.resolve("home").toString());
    return run("up");
  }

  private int newerSchema() {
    DatabaseUrl url = DatabaseUrl.file(folder, "journal");
    try (Database database = Database.open(url, Database.JOURNAL_MIGRATIONS)) {
      database.run(
          handle ->
              handle.execute(
                  """
                  insert into "flyway_schema_history" ("installed_rank", "version", "description",
                      "type", "script", "checksum", "installed_by", "execution_time", "success")
                  values (99, '99', 'from the future', 'SQL', 'V99__x.sql', 1, 'x', 1, true)\
                  """));
    }
    return told(() -> Database.open(url, Database.JOURNAL_MIGRATIONS));
  }

  private int noDatabase() throws IOException {
    Files.writeString(folder.resolve("journal.mv.db"), "no database");
    return told(
        () -> Database.open(DatabaseUrl.file(folder, "journal"), Database.JOURNAL_MIGRATIONS));
  }

  private int database(String url) {
    return told(
        () -> Database.open(DatabaseUrl.of(url, folder, "journal"), Database.JOURNAL_MIGRATIONS));
  }

  private int ledgerInBooks() {
    return stores(
        Map.of(
            "AURORA_DB_URL", "jdbc:postgresql://h/d",
            "AURORA_PAPER_DB_URL", "jdbc:postgresql://h:5432/d?sslmode=require"));
  }

  private int noPasswordFile() {
    return stores(Map.of("AURORA_DB_PASSWORD_FILE", folder.resolve("none").toString()));
  }

  private int twoPasswords() {
    return stores(Map.of("AURORA_DB_PASSWORD", "x", "AURORA_DB_PASSWORD_FILE", "y"));
  }

  private int stores(Map<String, String> variables) {
    return told(() -> Stores.read(variables, folder));
  }

  private int twoServices() {
    try (HomeLock first = HomeLock.acquire(folder)) {
      return told(() -> HomeLock.acquire(folder));
    }
  }

  private int ask(String account, String strategy, LocalDate asOf) throws IOException {
    return ask(new RunRequest(account, strategy, asOf, 1, 0, null));
  }

  private int ask(RunRequest request) throws IOException {
    BarMarket market =
        new BarMarket(
            ShippedData.bars(),
            TradingCalendar.nyse(),
            ShippedData.actions(),
            InstrumentFile.load(ShippedData.FOLDER.resolve("instruments.yaml")));
    Strategies strategies = Strategies.load(ShippedData.STRATEGY.getParent(), "PAPER");
    RunResource resource = new RunResource(null, null, strategies, market, null, null, null, null);
    try {
      resource.run(request, new ProgramCalls());
    } catch (WebApplicationException refused) {
      invocation().output().message(refused.getResponse().getEntity().toString());
      // As ApiClient maps it: below 500 is wrong use.
      return refused.getResponse().getStatus() < 500 ? ExitCode.USAGE : ExitCode.DEPENDENCY;
    }
    return ExitCode.DONE;
  }

  /** The security context of a call by the service's own token. */
  private static final class ProgramCalls implements SecurityContext {
    @Override
    public Principal getUserPrincipal() {
      return Caller.PROGRAM;
    }

    @Override
    public boolean isUserInRole(String role) {
      return false;
    }

    @Override
    public boolean isSecure() {
      return false;
    }

    @Override
    public String getAuthenticationScheme() {
      return "Bearer";
    }
  }

  /** What a run of the service says of its decisions; exit 1 as `aurora run` maps it. */
  private int decide(Path strategy, Path bars) throws IOException {
    try (E2dPipeline pipeline = new E2dPipeline(TradingCalendar.nyse())) {
      E2dResult result =
          pipeline.run(
              E2dRequest.of(
                  strategy, AsOf.session(AS_OF), bars, ShippedData.ACTIONS, folder.resolve("a")));
      invocation().output().message(result.failure() + " " + result.skipped());
      return result.succeeded() ? ExitCode.DONE : ExitCode.NO;
    }
  }

  private static List<String> shippedBars() throws IOException {
    Path file = BarStore.files(ShippedData.BARS).get(0);
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  // Running

  /** A part of Aurora that a command or the service calls, and what its failure becomes. */
  private int told(Callable<?> action) {
    try {
      action.call();
      return ExitCode.DONE;
    } catch (Exception failure) {
      return new Errors(invocation().output()).stopped(failure);
    }
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }

  /** A data directory with a place of its own for the CLI doesn't borrow the checkout's copy. */
  private static int withoutPython(BadInputTest test) throws IOException {
    Files.createDirectories(test.folder.resolve("home").resolve("temporal-cli"));
    return test.run("up");
  }

  private int run(String... arguments) {
    return Aurora.execute(invocation(), arguments);
  }

  private Invocation invocation() {
    environment.putIfAbsent("AURORA_HOME", folder.resolve("home").toString());
    environment.putIfAbsent(
        "AURORA_RULES", Checkout.root().resolve("rules").resolve("policy").toString());
    return new Invocation(
        environment,
        folder,
        Checkout.root(),
        Clock.systemUTC(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        false);
  }
}
