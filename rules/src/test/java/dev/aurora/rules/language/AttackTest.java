package dev.aurora.rules.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.engine.RuleSetLoader;
import dev.aurora.rules.testing.Policies;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An officer's file is untrusted input: what could run code is refused before any build. */
class AttackTest {

  private static final String FILE = "pretrade/order-value-max/order-value-max.drl";

  private static final String METADATA =
      "@id(\"order-value-max\") @consequence(\"DENY_ORDER\") @mode(\"ENFORCE\")"
          + " @since(\"baseline\") @owner(\"risk\") @source(\"x\")";

  private static final String GOOD_CONDITION = "orderValue > limits.orderValueMax";

  static Stream<String> attacks() {
    return Stream.of(inConditions(), inPatterns(), inActions(), aroundRules(), hidden())
        .flatMap(attacks -> attacks);
  }

  private static Stream<String> inConditions() {
    return Stream.of(
            "eval(true)",
            "eval(System.exit(1) == null)",
            "Runtime.getRuntime().exec(\"id\") != null",
            "java.lang.System.exit(1)",
            "this.getClass().forName(\"x\") != null",
            "getClass().getClassLoader() != null",
            "class != null",
            "symbol.getClass().getName() == \"x\"",
            "symbol.length() > 3",
            "symbol matches \"(a+)+b\"",
            "symbol contains \"A\"",
            "symbol memberOf $list",
            "symbol str[startsWith] \"A\"",
            "symbol soundslike \"x\"",
            "$x : symbol",
            "$x := symbol, quantity > 1",
            "quantity > (new java.math.BigDecimal(\"1\"))",
            "limits[\"orderValueMax\"] > 1",
            "quantity > 1 ? true : false",
            "quantity > { int x = 1; }",
            "quantity++ > 1",
            "quantity = 5",
            "limits.class.name == \"x\"",
            "quantity#BigDecimal > 1",
            "quantity!.intValue > 1",
            "over window:time(1m)",
            "quantity after[0,1] quantity",
            "orderValue > limits.orderValueMax / 0",
            "orderValue % 2 > 1",
            "(".repeat(400) + "opener" + ")".repeat(400),
            "!".repeat(400) + "opener",
            String.join(" || ", java.util.Collections.nCopies(40, "quantity > 1")),
            "quantity > 99999999999999999999999999999",
            "quantity > 1e308",
            "quantity > 0x10",
            "quantity > 1L")
        .map(condition -> rule("$check : OrderCheck( " + condition + " )", "$check.deny();"));
  }

  private static Stream<String> inPatterns() {
    return Stream.of(
            "eval(true)",
            "not OrderCheck()",
            "exists OrderCheck( opener )",
            "forall( OrderCheck( opener ) )",
            "$check : OrderCheck( opener ) from $list",
            "$check : OrderCheck( opener ) over window:time(1m)",
            "$check : OrderCheck( opener ) $other : OrderCheck( reducer )",
            "$check : OrderCheck( opener ) eval(true)",
            "$check : OrderCheck( opener ) or $check : OrderCheck( reducer )",
            "( $check : OrderCheck( opener ) )",
            "$check : java.lang.Object( )",
            "$check : Object( )",
            "$check : Runtime( )",
            "$s : String( ) $check : OrderCheck( opener )",
            "accumulate( OrderCheck( $q : quantity ); $s : sum($q) )",
            "$check : OrderCheck( opener ) do[x]",
            "$check : OrderCheck( opener ) if ( quantity > 1 ) do[x]",
            "?query( 1; )")
        .map(pattern -> rule(pattern, "$check.deny();"));
  }

  private static Stream<String> inActions() {
    return Stream.of(
            "System.exit(1);",
            "java.lang.Runtime.getRuntime().exec(\"id\");",
            "$check.deny(); System.exit(1);",
            "$check.getClass().getClassLoader();",
            "$check.ruleMatched(0);",
            "$check.deny().toString();",
            "$check.deny(new Object());",
            "$check.deny(\"x\");",
            "{ $check.deny(); }",
            "while (true) { }",
            "insert($check);",
            "update($check);",
            "modify($check) { };",
            "delete($check);",
            "drools.halt();",
            "kcontext.getKieRuntime();",
            "int x = 1; $check.deny();",
            "$check.deny(); } static { System.exit(1);",
            "}}}class X{static{System.exit(1);}",
            "$check.\nfacts().order();",
            "@Deprecated $check.deny();",
            "$check.deny();\nend\nfunction void x() { }\nrule \"b\" when then",
            "$check.deny(); // \\u000a System.exit(1);",
            "/* \\u002a\\u002f System.exit(1); */ $check.deny();",
            "")
        .map(action -> rule("$check : OrderCheck( " + GOOD_CONDITION + " )", action));
  }

  private static Stream<String> aroundRules() {
    String good = rule("$check : OrderCheck( " + GOOD_CONDITION + " )", "$check.deny();");
    String body = good.substring(good.indexOf('\n') + 1);
    return Stream.of(
        "package policy;\nimport java.lang.Runtime;\n" + body,
        "package policy;\nimport static java.lang.System.exit;\n" + body,
        "package policy;\nimport function java.lang.System.exit;\n" + body,
        "package policy;\nglobal java.util.List list;\n" + body,
        "package policy;\nunit Risk;\n" + body,
        "package policy;\ndialect \"mvel\"\n" + body,
        "package policy;\nfunction boolean f() { System.exit(1); return true; }\n" + body,
        "package policy;\ndeclare X\n  a : int = System.exit(1)\nend\n" + body,
        "package policy;\ndeclare trait Y end\n" + body,
        "package policy;\nquery q() OrderCheck() end\n" + body,
        "package policy; expander x.dsl\n" + body,
        "package policy.evil;\n" + body,
        "package java.lang;\n" + body,
        good + "package other;\n",
        good.replace("when", "salience 10 when"),
        good.replace("when", "salience (java.lang.System.exit(1)) when"),
        good.replace("when", "no-loop true when"),
        good.replace("when", "timer (int: 1s) when"),
        good.replace("when", "enabled (System.exit(1) == null) when"),
        good.replace("when", "dialect \"mvel\" when"),
        good.replace("when", "agenda-group \"x\" when"),
        good.replace("when", "extends \"other\" when"),
        good.replace("then", "then[x]"),
        good.replace("@owner(\"risk\")", "@owner(\"risk\", System.exit(1))"),
        good.replace("@owner(\"risk\")", "@owner(System.exit(1))"),
        good.replace("@owner(\"risk\")", "@owner(value = \"risk\")"),
        good.replace("@owner(\"risk\")", "@java.lang.Deprecated"),
        good + "\n{ static { System.exit(1); } }");
  }

  private static Stream<String> hidden() {
    String good = rule("$check : OrderCheck( " + GOOD_CONDITION + " )", "$check.deny();");
    String evil = "rule \"evil\" when then System.exit(1); end";
    return Stream.of(
        good + "// a comment \r" + evil + "\n",
        good + "// a comment \u2028" + evil + "\n",
        good + "// a comment \u0085" + evil + "\n",
        good + "/* never closed " + evil,
        good + "# " + evil,
        good + "// \u202e reversed \u202c\n",
        good.replace("deny", "d\u200beny"),
        good.replace("OrderCheck", "\u041erderCheck"),
        good.replace("orderValue >", "order\\u0056alue >"),
        good.replace("\"risk\"", "\"ri\\\"sk\""),
        "\ufeff" + good,
        good.replace("Deny it", "Deny it\"; System.exit(1); \""));
  }

  private static String rule(String pattern, String action) {
    return "package policy;\nrule \"Deny it\"\n    "
        + METADATA
        + "\nwhen\n    "
        + pattern
        + "\nthen\n    "
        + action
        + "\nend\n";
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void refusesBeforeAnyBuild(String text) {
    List<Problem> problems =
        RuleSetLoader.shipped()
            .load(List.of(Policies.limits(), new SourceFile(FILE, text)))
            .problems();

    assertThat(problems).extracting(Problem::severity).contains(Severity.ERROR);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void readsTheRuleThatFollowsAnAttack(String text) {
    // A file of its own: whatever the first one does to the reader, the second is still read.
    String misspelt = Policies.deny("order-quantity-max", "Deny a quantity", "quantitty > 5");

    List<Problem> problems =
        RuleSetLoader.shipped()
            .load(
                List.of(
                    Policies.limits(),
                    new SourceFile(FILE, text),
                    Policies.control("order-quantity-max", misspelt)))
            .problems();

    assertThat(problems).extracting(Problem::code).contains(ProblemCode.UNKNOWN_FIELD);
  }
}
