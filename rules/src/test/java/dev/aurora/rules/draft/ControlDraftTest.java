package dev.aurora.rules.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.cases.CaseReport;
import dev.aurora.rules.cases.PolicyTests;
import dev.aurora.rules.engine.PolicyCheck;
import dev.aurora.rules.language.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlDraftTest {

  private static final String ID = "bank-shares-late";

  @TempDir private Path policy;

  @BeforeEach
  void copyTheShippedPolicy() throws IOException {
    Path shipped = Path.of("policy");
    try (Stream<Path> files = Files.walk(shipped)) {
      files.filter(Files::isRegularFile).forEach(file -> copy(file, policy, shipped));
    }
  }

  private static void copy(Path file, Path into, Path from) {
    try {
      Path target = into.resolve(from.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "opener, sector in (\"BANK\", \"INSURANCE\"), secondsToClose < 300",
        "quantity > 500",
        "opener, orderValue > limits.orderValueMax * 2",
        "type == \"MARKET\" || quantity > 700",
        "symbol == \"TSLA\", opener",
        "reducer, quantity > 50"
      })
  void makesAControlWhoseCasesPassAtOnce(String condition) throws IOException {
    ControlDraft.Result result = ControlDraft.write(policy, control(ID, condition));

    assertThat(result).isInstanceOf(ControlDraft.Result.Written.class);
    assertThat(PolicyCheck.run(policy).problems()).isEmpty();
    PolicyTests.Report report = PolicyTests.runWithTrees(policy);
    assertThat(report.passed()).as(report.text()).isTrue();
    assertThat(report.cases())
        .extracting(CaseReport::policyCase)
        .filteredOn(one -> one.control().equals(ID))
        .hasSizeGreaterThanOrEqualTo(2)
        .extracting(one -> one.name().replaceFirst(":.*", ""))
        .contains("passes", "would be denied");
    assertThat(policy.resolve("pretrade/" + ID + "/" + ID + ".drl"))
        .content()
        .contains("@mode(\"MONITOR\")");
  }

  @Test
  void writesNothingWhereTheConditionHasAMistake() throws IOException {
    ControlDraft.Result result = ControlDraft.write(policy, control(ID, "qty > 5"));

    assertThat(result)
        .isInstanceOfSatisfying(
            ControlDraft.Result.Refused.class,
            refused -> {
              assertThat(refused.problems()).extracting(Problem::line).containsExactly(8);
              assertThat(refused.text()).contains("OrderCheck has no field `qty`.").contains("^^^");
            });
    assertThat(policy.resolve("pretrade/" + ID)).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quantity > 5 )\n"
            + "then\n"
            + "    System.exit(1);\n"
            + "end\n"
            + "rule \"x\" when $check : OrderCheck( opener",
        "eval(System.exit(1) == null)"
      })
  void writesNothingThatTheCheckRefuses(String condition) throws IOException {
    assertThat(ControlDraft.write(policy, control(ID, condition)))
        .isInstanceOf(ControlDraft.Result.Refused.class);
    assertThat(policy.resolve("pretrade/" + ID)).doesNotExist();
  }

  @Test
  void touchesNoControlThatIsThereAlready() throws IOException {
    Path rule = policy.resolve("pretrade/order-value-max/order-value-max.drl");
    String before = Files.readString(rule);

    assertThat(ControlDraft.write(policy, control("order-value-max", "quantity > 5")))
        .isInstanceOf(ControlDraft.Result.Refused.class);
    assertThat(rule).hasContent(before);
  }

  private static NewControl control(String id, String condition) {
    return new NewControl(id, "Deny bank shares late", condition, "Why.", "risk", "Committee");
  }
}
