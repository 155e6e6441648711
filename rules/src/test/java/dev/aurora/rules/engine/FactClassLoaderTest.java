package dev.aurora.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aurora.rules.fact.OrderCheck;
import dev.aurora.rules.language.SourceFile;
import dev.aurora.rules.testing.Policies;
import dev.aurora.rules.testing.SampleFacts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kie.api.runtime.KieContainer;

/** The second layer alone: rules that never met the check are compiled and run. */
class FactClassLoaderTest {

  private static final String PROOF = "aurora.attack";

  @BeforeEach
  @AfterEach
  void forgetEarlierProof() {
    System.clearProperty(PROOF);
  }

  @Test
  void runsAPlainRule() {
    assertThat(run("$check : OrderCheck( quantity > 5 )", "$check.deny();").firedRules())
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "System.setProperty(\"aurora.attack\", \"x\");",
        "java.lang.System.setProperty(\"aurora.attack\", \"x\");",
        "Runtime.getRuntime().exit(1);",
        "new ProcessBuilder(\"touch\", \"/tmp/x\").start();",
        "new Thread(() -> {}).start();",
        "java.nio.file.Files.delete(java.nio.file.Path.of(\"x\"));",
        "new java.net.Socket(\"localhost\", 1);",
        "Class.forName(\"java.lang.System\");",
        "dev.aurora.rules.engine.PolicyEngine x = null; x.close();",
        "dev.aurora.rules.json.FactsReader x = new dev.aurora.rules.json.FactsReader();",
        "javax.script.ScriptEngineManager x = new javax.script.ScriptEngineManager();",
        "sun.misc.Unsafe.getUnsafe();"
      })
  void stopsAnActionThatReachesOut(String action) {
    assertThatThrownBy(() -> run("$check : OrderCheck( quantity > 5 )", action))
        .isInstanceOf(Throwable.class);
    assertThat(System.getProperty(PROOF)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "System.setProperty(\"aurora.attack\", \"x\") == null",
        "Runtime.getRuntime().availableProcessors() > 0",
        "eval( System.setProperty(\"aurora.attack\", \"x\") == null )"
      })
  void stopsAConditionThatReachesOut(String condition) {
    assertThatThrownBy(() -> run("$check : OrderCheck( " + condition + " )", "$check.deny();"))
        .isInstanceOf(Throwable.class);
    assertThat(System.getProperty(PROOF)).isNull();
  }

  @Test
  void isWhatStopsThem() {
    run(
        OrderCheck.class.getClassLoader(),
        "$check : OrderCheck( quantity > 5 )",
        "System.setProperty(\"aurora.attack\", \"x\"); $check.deny();");

    assertThat(System.getProperty(PROOF)).isEqualTo("x");
  }

  private static OrderCheck run(String pattern, String action) {
    return run(new FactClassLoader(OrderCheck.class.getClassLoader()), pattern, action);
  }

  private static OrderCheck run(ClassLoader reachable, String pattern, String action) {
    String text = "package policy;\nrule \"r\" when " + pattern + " then " + action + " end\n";
    KieContainer container =
        DroolsBuild.build("attack", List.of(new SourceFile("a.drl", text)), reachable);
    DroolsSessions sessions = new DroolsSessions(container, Map.of("r", 0));
    RuleSet rules = ((LoadResult.Loaded) RuleSetLoader.shipped().load(Policies.small())).ruleSet();
    OrderCheck check =
        new OrderCheck(
            SampleFacts.cleanBuy().facts(),
            OrderLimits.bind(rules.limits(), SampleFacts.cleanBuy().facts()));
    try {
      sessions.run(check);
      return check;
    } finally {
      sessions.close();
    }
  }
}
