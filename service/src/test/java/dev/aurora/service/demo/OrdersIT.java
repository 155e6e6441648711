package dev.aurora.service.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aurora.service.demo.DemoProgram.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Single orders as a person gives them on the command line: real launcher, real service, real
 * Temporal server, real policy.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OrdersIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SESSION = "2013-02-27";

  @TempDir static Path folder;
  private static DemoProgram program;
  private static JsonNode run;

  @BeforeAll
  static void decide() throws IOException {
    program = new DemoProgram(Files.createDirectory(folder.resolve("data of aurora")));
    Started started =
        program.start(
            Map.of(),
            "run",
            "--json",
            "--strategy",
            "momentum",
            "--account",
            "PAPER-1",
            "--as-of",
            SESSION);
    started.await(); // 1 when the policy denies one of its orders, which is none of this test's
    run = JSON.readTree(Files.readString(started.out())).get(0);
    assertThat(run.at("/report/status").asText()).as(started.messages()).isEqualTo("COMPLETED");
    ask(0, "persons", "add", "ann", "--role", "operator,trader");
  }

  @AfterAll
  static void stop() {
    program.start(Map.of(), "down").await();
  }

  @Test
  @Order(1)
  void checkingSaysTheVerdictAndRecordsNothing() throws IOException {
    JsonNode verdict = ask(0, "orders", "check", file(order("desk-1", "BUY", "5", "400")));

    assertThat(verdict.at("/verdict").asText()).isEqualTo("APPROVED");
    assertThat(listed()).doesNotContain("desk-1");
  }

  @Test
  @Order(2)
  void aRestingOrderIsTakenBack() throws IOException {
    JsonNode submitted = ask(0, "orders", "submit", file(order("desk-1", "BUY", "5", "400")));
    assertThat(submitted.at("/verdict").asText()).isEqualTo("APPROVED");

    JsonNode cancelled = ask(0, "orders", "cancel", "desk-1", "--reason", "wrong size");

    assertThat(cancelled.at("/state").asText()).isEqualTo("CANCELLED");
    assertThat(cancelled.at("/leaves").asInt()).isZero();
  }

  @Test
  @Order(3)
  void theSameOrderAgainAnswersWhatIsRecordedAndAnotherUnderItsIdIsRefused() throws IOException {
    JsonNode again = ask(1, "orders", "submit", file(order("desk-1", "BUY", "5", "400")));
    assertThat(again.at("/state").asText()).isEqualTo("CANCELLED");

    Started other =
        program.start(
            Map.of(), "orders", "submit", "--json", file(order("desk-1", "BUY", "6", "400")));

    assertThat(other.await()).isEqualTo(1);
    assertThat(other.messages()).contains("key-used", "stands for another order");
  }

  @Test
  @Order(4)
  void anOrderThatThePolicyDeniesSaysWhy() throws IOException {
    JsonNode denied = ask(1, "orders", "submit", file(order("desk-2", "BUY", "100000", "400")));

    assertThat(denied.at("/state").asText()).isEqualTo("DENIED");
    assertThat(denied.findValuesAsText("control")).contains("order-value-max");
  }

  @Test
  @Order(5)
  void aReplacementGoesOutInThePlaceOfWhatItReplaces() throws IOException {
    ask(0, "orders", "submit", file(order("desk-3", "BUY", "7", "400")));
    ObjectNode better = order("desk-4", "BUY", "8", "401");
    better.put("replaces", "desk-3");

    ask(0, "orders", "submit", file(better));

    DemoProgram.until("replaced", () -> state("desk-3").equals("CANCELLED"));
    DemoProgram.until("sent", () -> state("desk-4").equals("WORKING"));
  }

  @Test
  @Order(6)
  void whatIsWrongWithAnOrderIsSaidWithItsPlace() throws IOException {
    ObjectNode typo = order("desk-5", "BUY", "5", "400");
    typo.put("quantty", "5");
    ObjectNode byHand = order("desk-5", "BUY", "5", "400");
    byHand.put("origin", "MANUAL_EXIT");
    ObjectNode later = order("desk-5", "BUY", "5", "400");
    later.put("decidedAt", "2100-01-04T21:00:00Z");
    String torn = order("desk-5", "BUY", "5", "400").toPrettyString().replace(":", "");

    assertThat(refused(typo)).contains("order.quantty");
    assertThat(refused(byHand)).contains("order.origin", "made by Aurora alone");
    assertThat(refused(later)).contains("order.decidedAt", SESSION + " or earlier");
    assertThat(refused(torn)).contains("line 2, column ").doesNotContain("REDACTED");
    assertThat(listed()).doesNotContain("desk-5");
    assertThat(program.start(Map.of(), "orders", "list", "--account", "NOPE").await()).isEqualTo(2);
  }

  @Test
  @Order(7)
  void onlyAnOrderOfUnknownOutcomeIsForAPersonToResolve() {
    Started resolve =
        program.start(
            Map.of(),
            "orders",
            "resolve",
            "desk-4",
            "--outcome",
            "not-sent",
            "--as",
            "ann",
            "--reason",
            "surely");

    assertThat(resolve.await()).isEqualTo(1);
    assertThat(resolve.messages()).contains("nothing to resolve", "WORKING");
  }

  @Test
  @Order(8)
  void legsThatWereDeniedAreTriedAgainUnderKeysOfTheirOwn() throws IOException {
    List<String> denied = run.at("/report/orders").findValuesAsText("state");
    Started retry =
        program.start(
            Map.of(),
            "run",
            "--json",
            "--strategy",
            "momentum",
            "--account",
            "PAPER-1",
            "--as-of",
            SESSION,
            "--retry",
            "--as",
            "ann",
            "--reason",
            "the limit was typed wrong");
    retry.await();

    if (denied.contains("DENIED")) {
      JsonNode orders = JSON.readTree(Files.readString(retry.out())).get(0).at("/report/orders");
      assertThat(orders).isNotEmpty();
      assertThat(orders)
          .allSatisfy(o -> assertThat(o.at("/clientOrderId").asText()).endsWith(":2"));
    } else {
      assertThat(retry.messages()).contains("No leg of");
    }
  }

  @Test
  @Order(9)
  void aKillTakesBackWhatWorksAndSaysSo() throws IOException {
    JsonNode preview = ask(0, "kill", "preview").elements().next();
    assertThat(preview.findValuesAsText("clientOrderId")).contains("desk-4");

    ask(0, "kill", "engage", "--level", "BLOCK_AND_CANCEL", "--reason", "looks odd");

    DemoProgram.until("taken back", () -> state("desk-4").equals("CANCELLED"));
    JsonNode kills = ask(1, "kill", "status").elements().next();
    assertThat(kills.at("/progress").elements().next().at("/state").asText())
        .isEqualTo("CONFIRMED");
    ask(1, "orders", "submit", file(order("desk-6", "BUY", "9", "400")));
    assertThat(state("desk-6")).isEqualTo("DENIED");
  }

  private static String refused(ObjectNode order) throws IOException {
    return refused(JSON.writeValueAsString(order));
  }

  private static String refused(String order) throws IOException {
    Started refused = program.start(Map.of(), "orders", "submit", "--json", file(order));
    assertThat(refused.await()).isEqualTo(2);
    return refused.messages();
  }

  private static String state(String id) {
    return program.run("orders", "show", id, "--json").at("/state").asText();
  }

  private static List<String> listed() {
    return program.run("orders", "list", "--json").findValuesAsText("clientOrderId");
  }

  private static JsonNode ask(int exit, String... arguments) throws IOException {
    Started started =
        program.start(
            Map.of(),
            Stream.concat(Arrays.stream(arguments), Stream.of("--json")).toArray(String[]::new));
    int ended = started.await();
    assertThat(ended)
        .as("%s%s", Files.readString(started.out()), started.messages())
        .isEqualTo(exit);
    return JSON.readTree(Files.readString(started.out()));
  }

  private static String file(ObjectNode order) throws IOException {
    return file(JSON.writeValueAsString(order));
  }

  private static String file(String order) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "order", ".json"), order).toString();
  }

  private static ObjectNode order(String id, String side, String quantity, String limit) {
    ObjectNode order = JSON.createObjectNode();
    order.put("clientOrderId", id);
    order.put("account", "PAPER-1");
    order.put("strategy", "momentum");
    order.put("modelVersion", "gbt-8fdb9d0b9765");
    order.put("venue", "PAPER");
    order.put("symbol", "AAPL");
    order.put("side", side);
    order.put("type", "LIMIT");
    order.put("quantity", quantity);
    order.put("limitPrice", limit);
    order.put("timeInForce", "DAY");
    order.put("origin", "STRATEGY");
    order.put("decidedAt", SESSION + "T21:00:00Z");
    return order;
  }
}
