package dev.aurora.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.aurora.rules.fact.OrderCheck;
import dev.aurora.rules.language.Problem;
import dev.aurora.rules.language.ProblemCode;
import dev.aurora.rules.language.Severity;
import dev.aurora.rules.language.SourceFile;
import dev.aurora.rules.testing.Attacks;
import dev.aurora.rules.testing.Attacks.Attack;
import dev.aurora.rules.testing.Policies;
import dev.aurora.rules.testing.SampleFacts;
import dev.aurora.rules.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kie.api.runtime.KieContainer;

/**
 * An officer's file is untrusted input. Three layers stand one behind the other: what the check
 * refuses is never built, what is built reaches nothing, what fails while it runs denies. Each is
 * shown alone, with those before it switched off.
 */
class AttackCorpusTest {

  private static final String KNOWN_RULE = "Deny an order above the maximum quantity";

  private static final Duration READ_MAX = Duration.ofSeconds(10);

  @TempDir private Path folder;

  @BeforeEach
  @AfterEach
  void forgetEarlierProof() {
    System.clearProperty(Attacks.CANARY);
  }

  static Stream<Attack> attacks() {
    return Attacks.all().stream();
  }

  static Stream<Attack> attacksThatTell() {
    return attacks().filter(Attack::tellsWhenItRuns);
  }

  @Test
  void knowsManyAttacks() {
    assertThat(Attacks.all()).hasSizeGreaterThanOrEqualTo(60);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void refusesEachBeforeAnyBuild(Attack attack) {
    long begin = System.nanoTime();

    LoadResult result = RuleSetLoader.shipped().load(List.of(Policies.limits(), attack.file()));

    assertThat(result).isInstanceOf(LoadResult.Refused.class);
    assertThat(result.problems()).extracting(Problem::severity).contains(Severity.ERROR);
    assertThat(System.getProperty(Attacks.CANARY)).isNull();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(READ_MAX);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void readsTheFileThatFollowsAnAttack(Attack attack) {
    String misspelt = Policies.deny("order-quantity-max", "Deny a quantity", "quantitty > 5");

    assertThat(
            RuleSetLoader.shipped()
                .load(
                    List.of(
                        Policies.limits(),
                        attack.file(),
                        Policies.control("order-quantity-max", misspelt)))
                .problems())
        .extracting(Problem::code)
        .contains(ProblemCode.UNKNOWN_FIELD);
  }

  /** Layer 2 alone: the check is left out, the text goes to the compiler as it is. */
  @ParameterizedTest
  @MethodSource("attacksThatTell")
  void letsNoneReachOutWhereTheCheckIsLeftOut(Attack attack) {
    buildAndRun(attack, new FactClassLoader(OrderCheck.class.getClassLoader()));

    assertThat(System.getProperty(Attacks.CANARY)).isNull();
  }

  /** The positive control: without check and loader these do run, and the canary tells. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "action/local-class",
        "action/reflection",
        "action/set-property",
        "action/start-a-thread",
        "attribute/enabled-expression",
        "attribute/named-then",
        "attribute/salience-expression",
        "condition/eval-inside",
        "condition/reflection",
        "condition/set-property",
        "hidden/escape-in-a-comment",
        "hidden/escape-in-an-action",
        "mvel/dialect-of-rule",
        "pattern/from-call",
        "statement/declare-with-initialiser",
        "statement/function",
        "statement/import-static",
        "statement/query"
      })
  void wouldNoticeAnAttackThatRuns(String name) {
    Attack attack = attacks().filter(one -> one.name().equals(name)).findFirst().orElseThrow();

    buildAndRun(attack, OrderCheck.class.getClassLoader());

    assertThat(canaryWithin(READ_MAX)).isEqualTo("x");
  }

  /** A thread that an attack starts needs a moment. */
  private static String canaryWithin(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (System.getProperty(Attacks.CANARY) == null && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    return System.getProperty(Attacks.CANARY);
  }

  /** Compiles and runs; that either fails is one way of being stopped. */
  private static void buildAndRun(Attack attack, ClassLoader reachable) {
    // Under a name that the rule set has: the run-time guard would stop any other before it acts.
    String text = attack.text().replace("rule \"Deny it\"", "rule \"" + KNOWN_RULE + "\"");
    try (DroolsPolicyEngine engine = engine(text, reachable)) {
      engine.evaluate(SampleFacts.cleanBuy().facts());
    } catch (DroolsBuild.RefusedException | LinkageError e) {
      assertThat(e).isNotNull();
    } catch (RuntimeException e) {
      // The compiler gives up in its own ways on what it can't make sense of.
      assertThat(e.getStackTrace()).isNotEmpty();
    }
  }

  /** Layer 3 alone: rules that reach everything run, and whatever goes wrong denies the order. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "throw new RuntimeException(\"x\");",
        "throw new StackOverflowError();",
        "throw new OutOfMemoryError(\"invented\");",
        "Object o = new int[Integer.MAX_VALUE];",
        "throw new NoClassDefFoundError(\"x\");",
        "update($check);",
        "$check.deny(); $check.deny();",
        "$check.haltTrading();",
        "insert(new Object());",
        "int x = 1 / (int) ($check.getQuantity().signum() - 1);"
      })
  void deniesWhateverAnUncheckedRuleDoes(String action) {
    String text =
        "package policy;\nrule \"%s\" when $check : OrderCheck( quantity > 5 ) then %s end\n"
            .formatted(KNOWN_RULE, action);
    try (DroolsPolicyEngine engine = engine(text, OrderCheck.class.getClassLoader())) {
      for (int order = 0; order < 3; order++) {
        Verdict verdict = engine.evaluate(SampleFacts.cleanBuy().facts());

        assertThat(verdict.approved()).isFalse();
        assertThat(verdict.breaches())
            .extracting(breach -> breach.code())
            .containsExactly("engine.error");
      }
    }
  }

  private static DroolsPolicyEngine engine(String text, ClassLoader reachable) {
    RuleSet rules = ((LoadResult.Loaded) RuleSetLoader.shipped().load(Policies.small())).ruleSet();
    KieContainer container =
        DroolsBuild.build("attack", List.of(new SourceFile("a.drl", text)), reachable);
    return DroolsPolicyEngine.of(rules, EngineSettings.untimed(), container);
  }

  @Test
  void refusesAPolicyOfTooManyFiles() {
    List<SourceFile> files = new ArrayList<>(List.of(Policies.limits()));
    for (int i = 0; i < 1_100; i++) {
      String control = "own-control-number-" + i;
      files.add(Policies.control(control, Policies.deny(control, "Deny " + i, "quantity > 5")));
    }

    assertThat(RuleSetLoader.shipped().load(files).problems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.TOO_LARGE);
  }

  @Test
  void readsNoFileThatALinkOnlyPointsTo() throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Path policy = Policies.write(folder.resolve("policy"), Policies.small());
    Files.writeString(elsewhere.resolve("evil.drl"), "package policy;\n");
    Path link = policy.resolve("pretrade/price-band/price-band.drl");
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, elsewhere.resolve("evil.drl"));

    assertThat(RuleSetLoader.shipped().load(policy).problems())
        .extracting(Problem::code, Problem::file)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                ProblemCode.UNREADABLE_FILE, "pretrade/price-band/price-band.drl"));
  }

  @Test
  void followsNoLinkToAFolderAndSaysSo() throws IOException {
    Path policy = Policies.write(folder.resolve("policy"), Policies.small());
    Path elsewhere =
        Policies.write(
            folder.resolve("elsewhere"),
            List.of(
                new SourceFile(
                    "price-band.drl",
                    "package policy;\n"
                        + Policies.deny("price-band", "Deny all", "quantity > 0"))));
    Files.createSymbolicLink(policy.resolve("pretrade/price-band"), elsewhere);

    assertThat(RuleSetLoader.shipped().load(policy).problems())
        .extracting(Problem::code, Problem::file)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                ProblemCode.UNREADABLE_FILE, "pretrade/price-band"));
  }

  @Test
  void readsNoFolderInPlaceOfAFile() throws IOException {
    Path policy = Policies.write(folder.resolve("policy"), Policies.small());
    Files.createDirectories(policy.resolve("pretrade/price-band/price-band.drl"));

    assertThat(RuleSetLoader.shipped().load(policy).problems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.UNREADABLE_FILE);
  }

  @Test
  void makesNoControlOutsideThePolicy() {
    for (String id : List.of("../evil", "..", "a/b", "/tmp/evil", "", "pretrade/../../x")) {
      assertThatCode(
              () ->
                  assertThat(
                          dev.aurora.rules.draft.ControlDraft.write(
                              Policies.write(folder.resolve("p"), Policies.small()),
                              new dev.aurora.rules.draft.NewControl(
                                  id, "Deny it", "quantity > 5", "why", "risk", "x")))
                      .isInstanceOf(dev.aurora.rules.draft.ControlDraft.Result.Refused.class))
          .doesNotThrowAnyException();
      assertThat(folder.resolve("evil")).doesNotExist();
    }
  }
}
