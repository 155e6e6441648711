package dev.aurora.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aurora.rules.cases.CaseExport;
import dev.aurora.service.testing.Checkout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesTestRunTest {

  private static final Path POLICY = Checkout.root().resolve("rules/policy");
  private static final List<String> CASES = CaseExport.lines(POLICY);

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void exportsEveryCaseToAFileAndReportsAsEver() throws IOException {
    Files.writeString(folder.resolve("cases.jsonl"), "an older export\n");

    assertThat(run("rules", "test", "--export", "cases.jsonl", "--json")).isZero();

    JsonNode report = new ObjectMapper().readTree(out.toByteArray());
    assertThat(report.get("failed").asInt()).isZero();
    assertThat(report.get("cases").asInt()).isEqualTo(CASES.size());
    assertThat(Files.readAllLines(folder.resolve("cases.jsonl"))).isEqualTo(CASES);
    assertThat(err()).isEqualTo(CASES.size() + " cases are exported to cases.jsonl.\n");
  }

  @Test
  void exportsToStandardOutputNothingButCases() {
    assertThat(run("rules", "test", "--export", "-")).isZero();

    assertThat(out().lines()).isEqualTo(CASES);
    assertThat(err()).contains("cases");
  }

  @Test
  void keepsAnOlderExportWhenThePolicyHasProblems() throws IOException {
    Path policy = Files.createDirectory(folder.resolve("policy"));
    Files.writeString(policy.resolve("limits.drl"), "package policy;\nrule \"Firm\" whenn\nend\n");
    Files.writeString(folder.resolve("cases.jsonl"), "an older export\n");

    assertThat(run("rules", "test", "policy", "--export", "cases.jsonl")).isEqualTo(1);

    assertThat(folder.resolve("cases.jsonl")).hasContent("an older export");
    assertThat(err()).contains("Nothing is exported");
  }

  @Test
  void refusesAnExportThatCannotBeWritten() throws IOException {
    Files.createDirectory(folder.resolve("cases.jsonl"));

    assertThat(run("rules", "test", "--export", "cases.jsonl")).isEqualTo(2);

    assertThat(out()).isEmpty();
    assertThat(err()).contains("cases can't be written", folder.resolve("cases.jsonl").toString());
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private int run(String... arguments) {
    Invocation invocation =
        new Invocation(
            Map.of(
                "PATH", "",
                "AURORA_HOME", folder.resolve("home").toString(),
                "AURORA_RULES", POLICY.toString()),
            folder,
            Checkout.root(),
            Clock.systemUTC(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    return Aurora.execute(invocation, arguments);
  }
}
