package dev.aurora.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aurora.service.testing.Checkout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesBenchTest {

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void measuresCleanAndBreachHeavyOrdersOnTheShippedPolicy() throws IOException {
    assertThat(run("rules", "bench", "--seconds", "1", "--json")).isZero();

    JsonNode report = new ObjectMapper().readTree(out.toByteArray());
    assertThat(report.get("rules").asInt()).isGreaterThan(70);
    assertThat(report.get("ruleSet").asText()).startsWith("sha256:");
    assertThat(report.get("unitNanos").asDouble()).isPositive();
    assertThat(report.get("slowestRules")).hasSize(report.get("rules").asInt());
    assertThat(report.get("orders"))
        .extracting(group -> group.get("group").asText())
        .containsExactly("clean", "breach-heavy");
    assertThat(report.get("orders"))
        .allSatisfy(
            group -> {
              assertThat(group.get("p50Nanos").asLong())
                  .isPositive()
                  .isLessThanOrEqualTo(group.get("p999Nanos").asLong());
              assertThat(group.get("ratio").asDouble()).isPositive();
            });
  }

  @Test
  void measuresRecordedOrdersForAPerson() throws IOException {
    Files.writeString(
        folder.resolve("orders.jsonl"),
        "{\"id\":\"a\",\"order\":{\"quantity\":\"10\"}}\n\n{\"id\":\"b\",\"order\":{}}\n");

    assertThat(run("rules", "bench", "--seconds", "1", "--facts", "orders.jsonl")).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("rules, sha256:", "p99.9", "recorded with breaches", "dearest rules", "x plain")
        .doesNotContain("recorded clean");
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  private int run(String... arguments) {
    Invocation invocation =
        new Invocation(
            Map.of("PATH", "", "AURORA_HOME", folder.resolve("home").toString()),
            folder,
            Checkout.root(),
            Clock.systemUTC(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    return Aurora.execute(invocation, arguments);
  }
}
