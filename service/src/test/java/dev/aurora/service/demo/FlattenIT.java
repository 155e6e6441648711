package dev.aurora.service.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aurora.service.demo.DemoProgram.Started;
import java.io.IOException;
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
  void everythingIsClosedOnceAlsoWhenTheServiceIsKilledMeanwhile() throws IOException {
    int held = first(program.run("kill", "preview", "--json")).at("/positions").size();
    Started engage =
        program.start(
            Map.of(), "kill", "engage", "--level", LEVEL, "--reason", "out of everything");
    assertThat(engage.await()).as(engage.messages()).isZero();
    program.killEverything(engage);
    assertThat(program.start(Map.of(), "up").await()).isZero();

    DemoProgram.until("confirmed", () -> state().equals("CONFIRMED"));

    assertThat(first(program.run("kill", "preview", "--json")).at("/positions")).isEmpty();
    JsonNode flattened = receipt().at("/flattened");
    assertThat(flattened).hasSize(held);
    assertThat(flattened.findValuesAsText("clientOrderId")).doesNotHaveDuplicates();
    JsonNode orders = program.run("orders", "list", "--limit", "1000", "--json").at("/orders");
    assertThat(
            orders.findValuesAsText("clientOrderId").stream().filter(id -> id.startsWith("flat")))
        .hasSize(held);
  }

  @Test
  @Order(3)
  void theReceiptSaysWhatHappenedWhenAndByWhomAndIsInTheAudit() {
    JsonNode receipt = receipt();

    assertThat(receipt.at("/occasion").asText()).isEqualTo("CONFIRMED");
    assertThat(receipt.at("/unconfirmed")).isEmpty();
    assertThat(receipt.at("/persons/0/did").asText()).isEqualTo("engaged");
    assertThat(receipt.at("/times/flattenedAt").asText())
        .isGreaterThanOrEqualTo(receipt.at("/times/cancelsConfirmedAt").asText());
    JsonNode chains = first(program.run("audit", "verify", "--json")).at("/chains");
    assertThat(chains.findValuesAsText("account")).contains("kill receipts");
    assertThat(chains).allSatisfy(chain -> assertThat(chain.at("/intact").asBoolean()).isTrue());
  }

  private static JsonNode receipt() {
    return first(program.run("kill", "receipt", "--json")).get(0);
  }

  /** Exits 1, since something is stopped. */
  private static String state() {
    try {
      Started status = program.start(Map.of(), "kill", "status", "--json");
      status.await();
      JsonNode view = first(JSON.readTree(Files.readString(status.out())));
      return view.at("/progress").elements().next().at("/state").asText();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Of the one installation that runs. */
  private static JsonNode first(JsonNode byHome) {
    return byHome.elements().next();
  }
}
