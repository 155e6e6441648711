package dev.aurora.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aurora.rules.cases.PolicyTests;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.json.FactsLine;
import dev.aurora.service.journal.decision.FactsJson;
import dev.aurora.service.testing.Checkout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a risk officer types, from a new control to a passing test, and what comes back. */
class RulesOfficerTest {

  private static final List<String> NEW =
      List.of(
          "rules",
          "new",
          "bank-shares-late",
          "--name",
          "Deny bank shares late in the day",
          "--when",
          "opener, sector in (\"BANK\", \"INSURANCE\"), secondsToClose < 300",
          "--why",
          "Bank shares move most in the last five minutes.");

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void copyTheShippedPolicy() throws IOException {
    Path shipped = Checkout.root().resolve("rules/policy");
    try (Stream<Path> files = Files.walk(shipped)) {
      files.filter(Files::isRegularFile).forEach(file -> copy(shipped, file));
    }
  }

  private void copy(Path shipped, Path file) {
    try {
      Path target = folder.resolve("policy").resolve(shipped.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void goesFromANewControlToAPassingTestInFiveCommands() throws IOException {
    assertThat(run("rules", "check", "policy")).as(out()).isZero();
    int shipped = Integer.parseInt(out().split(" ")[0]);
    assertThat(run(NEW)).as(err()).isZero();
    assertThat(out()).contains("in MONITOR", "4 cases were found", "Next:");

    assertThat(run("rules", "check", "policy")).as(out()).isZero();
    assertThat(out()).endsWith((shipped + 1) + " rules and limit scopes, no problems\n");

    assertThat(run("rules", "test", "policy")).as(out()).isZero();

    assertThat(run("rules", "explain", "bank-shares-late/would", "--rules", "policy")).isZero();
    assertThat(out())
        .contains("MONITOR  bank-shares-late: Deny bank shares late in the day")
        .contains("Would have stopped this, but only records (@mode is MONITOR).")
        .contains("299 / 300, 1 below it");

    assertThat(run("rules", "catalogue", "policy", "--check")).isEqualTo(1);
    assertThat(run("rules", "catalogue", "policy")).isZero();
    assertThat(run("rules", "catalogue", "policy", "--check")).isZero();
    assertThat(folder.resolve("policy/CATALOGUE.md"))
        .content()
        .contains("## `bank-shares-late`", "4 cases.");
  }

  @Test
  void listsRulesWithTheirLimitsByScope() throws IOException {
    assertThat(run("rules", "list", "policy", "--json")).isZero();

    JsonNode rules = new ObjectMapper().readTree(out()).get("rules");
    JsonNode value =
        rules
            .valueStream()
            .filter(rule -> rule.get("control").asText().equals("order-value-max"))
            .findFirst()
            .orElseThrow();
    assertThat(value.get("mode").asText()).isEqualTo("ENFORCE");
    assertThat(value.get("owner").asText()).isEqualTo("risk");
    assertThat(value.at("/limits/order-value-max/firm").asText()).isEqualTo("250 000");
    assertThat(value.at("/limits/order-value-max/strategy:momentum").asText()).isNotEmpty();
    assertThat(rules.size()).isGreaterThan(80);
  }

  @Test
  void explainsAsADocument() throws IOException {
    assertThat(
            run(
                "rules",
                "explain",
                "order-value-max/a cent above is denied",
                "--rules",
                "policy",
                "--only",
                "order-value-max",
                "--json"))
        .isZero();

    JsonNode document = new ObjectMapper().readTree(out());
    assertThat(document.get("verdict").asText()).isEqualTo("DENIED");
    assertThat(document.at("/rules/0/outcome").asText()).isEqualTo("BREACH");
    assertThat(document.at("/rules/0/limit/distance").asText()).isEqualTo("-25.00");
    assertThat(document.at("/smallestChangeOfOrder/changes/0/to").asText()).isEqualTo("100.00");
    assertThat(document.at("/smallestChangeOfOrder/verdict").asText()).isEqualTo("APPROVED");
  }

  @Test
  void readsTheFactsOfARecordedDecision() throws IOException {
    OrderFacts facts =
        PolicyTests.casesOf(folder.resolve("policy")).stream()
            .flatMap(one -> one.order().stream())
            .findFirst()
            .orElseThrow();
    JsonNode answer =
        new ObjectMapper()
            .readTree("{\"ruleSet\":\"sha256:1\",\"facts\":" + FactsJson.write(facts) + "}");

    assertThat(RecordedDecision.read(answer, "PAPER-1#1"))
        .isEqualTo(new RecordedDecision(new FactsLine.OrderLine(facts), "sha256:1"));
  }

  @Test
  void saysWhichCasesThereAreWhenNoneIsNamedSo() {
    assertThat(run("rules", "explain", "order-value-max/nothing", "--rules", "policy"))
        .isEqualTo(2);
    assertThat(err()).contains("There is no such case.", "order-value-max/at the limit passes");
  }

  @Test
  void refusesAConditionWithAMistakeAndWritesNothing() {
    List<String> wrong = new ArrayList<>(NEW);
    wrong.set(6, "openr, quantity > 5");

    assertThat(run(wrong)).isEqualTo(2);

    assertThat(err()).contains("AUR-102", "^^^^^", "Did you mean `opener`?");
    assertThat(folder.resolve("policy/pretrade/bank-shares-late")).doesNotExist();
  }

  @Test
  void saysWhatANewControlStillNeeds() {
    assertThat(run(NEW.subList(0, 5))).isEqualTo(2);
    assertThat(err()).contains("A new control needs --when");
  }

  @Test
  void listsTheFieldsThatSpeakOfAWord() {
    assertThat(run("rules", "fields", "close")).isZero();
    assertThat(out()).contains("secondsToClose");
    assertThat(run("rules", "fields", "nonsense")).isEqualTo(1);
  }

  private int run(List<String> arguments) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of("--rules", "policy"));
    return run(all.toArray(new String[0]));
  }

  private int run(String... arguments) {
    out.reset();
    err.reset();
    Invocation invocation =
        new Invocation(
            Map.of(),
            folder,
            Checkout.root(),
            Clock.systemUTC(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    return Aurora.execute(invocation, arguments);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
