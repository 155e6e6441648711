package dev.aurora.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aurora.service.testing.Checkout;
import dev.aurora.service.testing.PolicyCopy;
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

class BreakerDrillCommandTest {

  private static final Path SHIPPED = Checkout.root().resolve("rules/policy");

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void drillsEverythingAgainstTheShippedPolicyInDrools() throws IOException {
    assertThat(run(SHIPPED, "drill", "breakers", "--json")).as("%s", err).isZero();

    JsonNode drill = new ObjectMapper().readTree(out.toByteArray());
    assertThat(drill.path("passed").asBoolean()).isTrue();
    assertThat(drill.path("ruleSet").asText()).startsWith("sha256:");
    assertThat(drill.path("trapped").asInt()).isZero();
    JsonNode runaway = drill.path("scenarios").get(0);
    assertThat(runaway.path("scenario").asText()).isEqualTo("runaway");
    assertThat(runaway.path("tried").asInt()).isEqualTo(10_000);
    assertThat(runaway.path("sent").asInt()).isBetween(1, runaway.path("bound").asInt());
    assertThat(drill.findValuesAsText("exit")).doesNotContain("NONE");
  }

  @Test
  void exitsOneAndSaysWhatWasNotStopped() throws IOException {
    PolicyCopy.in(folder).without("breakers/rejection-burst");

    assertThat(run(folder, "drill", "breakers", "--only", "rejecting-broker,stopped-bars"))
        .as("%s", err)
        .isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains(
            "NOT STOPPED: orders sent: 80, above the bound of 5",
            "reference-price-age",
            "by a person",
            "What fails its drill would not have protected you.");
  }

  @Test
  void refusesAPolicyWithMistakes() throws IOException {
    Files.writeString(folder.resolve("limits.drl"), "package policy;");

    assertThat(run(folder, "drill", "breakers")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("The policy has mistakes");
  }

  private int run(Path policy, String... arguments) {
    Path root = Checkout.root();
    return Aurora.execute(
        new Invocation(
            Map.of("PATH", "", "AURORA_RULES", policy.toString()),
            root,
            root,
            Clock.systemUTC(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false),
        arguments);
  }
}
