package dev.aurora.service.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aurora.service.demo.DemoProgram.Started;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A kill that closes what is held: real launcher, real service, real Temporal server, real policy,
 * and a service that is killed while the kill is carried out.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FlattenIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LEVEL = "BLOCK_CANCEL_AND_FLATTEN";

  @TempDir static Path folder;
  private static DemoProgram program;

  @BeforeAll
  static void buy() throws IOException {
    program = new DemoProgram(Files.createDirectory(folder.resolve("data of aurora")));
    up();
    for (String session : List.of("2013-02-26", "2013-02-27")) {
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
              session);
      started.await(); // 1 when the policy denies one of its orders, which is none of this test's
      assertThat(Files.readString(started.out())).as(started.messages()).contains("COMPLETED");
    }
  }

  @AfterAll
  static void stop() {
    program.start(Map.of(), "down").await();
  }

  @Test
  @Order(1)
  void aPreviewSaysWhatWouldBeClosedAtWhichPrice() {
    JsonNode preview = first(program.run("kill", "preview", "--level", LEVEL, "--json"));

    assertThat(preview.at("/flattens").asBoolean()).isTrue();
    assertThat(preview.at("/positions")).isNotEmpty();
    assertThat(preview.at("/positions"))
        .allSatisfy(
            held -> {
              assertThat(held.at("/closedBy").asText()).isEqualTo("SELL");
              assertThat(held.at("/mark").decimalValue()).isPositive();
              assertThat(held.at("/value").decimalValue()).isPositive();
              assertThat(held.at("/told").asBoolean()).isTrue();
            });
  }

  @Test
  @Order(2)
  void whileHaltedTwoPersonsLeaveAPositionByHand() {
    program.run("persons", "add", "ann", "--role", "risk", "--json");
    program.run("persons", "add", "ben", "--role", "trader", "--as", "ann", "--json");
    JsonNode held = positions().get(0);
    String symbol = held.at("/symbol").asText();
    run("kill", "engage", "--scope", "symbol:" + symbol, "--reason", "no quotes");
    String tooMany = held.at("/quantity").decimalValue().add(BigDecimal.ONE).toPlainString();

    Started larger = exit(symbol, tooMany, "ben");
    assertThat(larger.await()).isEqualTo(1);
    assertThat(larger.messages()).contains("is the largest quantity that reduces");
    JsonNode first = exit(symbol, "1", "ben").document();
    assertThat(first.at("/waiting/first").asText()).isEqualTo("ben");
    assertThat(first.at("/waiting/others/0").asText()).isEqualTo("ann");
    Started again = exit(symbol, "1", "ben");
    assertThat(again.await()).isEqualTo(1);
    assertThat(again.messages()).contains("another person must");

    JsonNode order = exit(symbol, "1", "ann").document().at("/order");

    String id = order.at("/clientOrderId").asText();
    DemoProgram.until(
        "filled",
        () -> program.run("orders", "show", id, "--json").at("/state").asText().equals("FILLED"));
    assertThat(positions().get(0).at("/quantity").decimalValue())
        .isEqualByComparingTo(held.at("/quantity").decimalValue().subtract(BigDecimal.ONE));
  }

  @Test
  @Order(3)
  void everythingIsClosedOnceAlsoWhenTheServiceIsKilledMeanwhile() throws IOException {
    int held = positions().size();
    Started engage =
        run("kill", "engage", "--level", LEVEL, "--reason", "out of everything", "--as", "ann");
    program.killEverything(engage);
    up();

    DemoProgram.until("confirmed", () -> state().equals("CONFIRMED"));

    assertThat(positions()).isEmpty();
    JsonNode flattened = receipt().at("/flattened");
    assertThat(flattened).hasSize(held);
    assertThat(flattened.findValuesAsText("clientOrderId")).doesNotHaveDuplicates();
    JsonNode orders = program.run("orders", "list", "--limit", "1000", "--json").at("/orders");
    assertThat(orders)
        .filteredOn(order -> order.at("/clientOrderId").asText().startsWith("flatten:"))
        .hasSize(held);
  }

  @Test
  @Order(4)
  void theReceiptSaysWhatHappenedWhenAndByWhomAndIsInTheAudit() {
    JsonNode receipt = receipt();

    assertThat(receipt.at("/occasion").asText()).isEqualTo("CONFIRMED");
    assertThat(receipt.at("/unconfirmed")).isEmpty();
    assertThat(receipt.at("/persons/0/name").asText()).isEqualTo("ann");
    assertThat(receipt.at("/persons/0/did").asText()).isEqualTo("engaged");
    assertThat(receipt.at("/times/flattenedAt").asText())
        .isGreaterThanOrEqualTo(receipt.at("/times/cancelsConfirmedAt").asText());
    JsonNode chains = first(program.run("audit", "verify", "--json")).at("/chains");
    assertThat(chains.findValuesAsText("account")).contains("kill receipts");
    assertThat(chains).allSatisfy(chain -> assertThat(chain.at("/intact").asBoolean()).isTrue());
  }

  /** Again when a loaded machine takes longer than `up` waits: the service goes on starting. */
  private static void up() {
    DemoProgram.until("up", () -> program.start(Map.of(), "up").await() == 0);
  }

  private static JsonNode positions() {
    return first(program.run("kill", "preview", "--json")).at("/positions");
  }

  private static Started exit(String symbol, String quantity, String person) {
    return program.start(
        Map.of(),
        "orders",
        "exit",
        "PAPER-1",
        symbol,
        "--quantity",
        quantity,
        "--as",
        person,
        "--reason",
        "no quotes",
        "--json");
  }

  private static Started run(String... arguments) {
    Started started = program.start(Map.of(), arguments);
    assertThat(started.await()).as(started.messages()).isZero();
    return started;
  }

  private static JsonNode receipt() {
    return first(program.run("kill", "receipt", "--json")).get(0);
  }

  /** Exits 1, since something is stopped; 3 while the service starts. */
  private static String state() {
    try {
      Started status = program.start(Map.of(), "kill", "status", "--json");
      if (status.await() != 1) {
        return status.messages();
      }
      JsonNode view = first(JSON.readTree(Files.readString(status.out())));
      for (JsonNode kill : view.at("/engaged")) {
        if (kill.at("/level").asText().equals(LEVEL)) {
          return view.get("progress").get(kill.at("/id").asText()).at("/state").asText();
        }
      }
      return "not engaged";
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Of the one installation that runs. */
  private static JsonNode first(JsonNode byHome) {
    return byHome.elements().next();
  }
}
