package dev.aurora.rules.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.engine.RuleSetLoader;
import dev.aurora.rules.testing.Policies;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What officers get wrong, each with the one sentence that they read. */
class TypicalMistakesTest {

  private static final String FILE = "pretrade/order-value-max/order-value-max.drl";

  private static final String CLEAN =
      """
      package policy;

      // Stops a mistyped value.
      rule "Deny an order above the maximum order value"
          @id("order-value-max") @consequence("DENY_ORDER") @mode("ENFORCE") @since("baseline") @owner("risk") @source("RTS 6")
      when
          $check : OrderCheck( side == "BUY", orderValue > limits.orderValueMax )
      then
          $check.deny();
      end
      """;

  private static final String CONDITION = "side == \"BUY\", orderValue > limits.orderValueMax";

  @Test
  void findsNothingInACleanRule() {
    assertThat(problems(CLEAN)).isEmpty();
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        of(
            "\"BUY\"",
            "“BUY”",
            "031 7:34 These are curly quotes, as word processors make them. | Write straight"
                + " quotes: \"BUY\"."),
        of(
            "\"BUY\"",
            "\"BUY”",
            "031 7:38 This text begins with a straight quote and ends with a curly one. | Write \""
                + " on both sides."),
        of(
            "\"BUY\"",
            "'BUY'",
            "024 7:34 Texts stand in double quotes. | Write \"...\" instead of '...'."),
        of(
            "\"BUY\"",
            "BUY",
            "215 7:34 `BUY` isn't a field; a text stands in quotes. | Write \"BUY\"."),
        of(
            "\"RTS 6\")",
            "\"RTS 6)",
            "032 5:114 This quoted text isn't closed on its line. | Close it with \"."),
        of(
            "side ==",
            "side =",
            "201 7:31 A single `=` doesn't compare. | Write `==` for \"is equal to\"."),
        of("> limits", "=> limits", "202 7:52 `=>` isn't a comparison here. | Write `>=`."),
        of("> limits", "<> limits", "202 7:52 `<>` isn't a comparison here. | Write `!=`."),
        of(
            "\"BUY\", ",
            "\"BUY\" and ",
            "202 7:40 `and` doesn't join conditions here. | Write `&&`."),
        of("\"BUY\", ", "\"BUY\" OR ", "202 7:40 `OR` doesn't join conditions here. | Write `||`."),
        of(
            "side == \"BUY\"",
            "not opener",
            "202 7:26 `not` doesn't negate a condition here. | Write `!` before the condition."),
        of(
            "orderValue >",
            "ordrValue >",
            "102 7:41 OrderCheck has no field `ordrValue`. | Did you mean `orderValue`?"),
        of(
            "orderValue >",
            "order.value >",
            "102 7:41 OrderCheck has no field `order.value`. | Did you mean `orderValue`?"),
        of(
            "limits.orderValueMax",
            "limits.orderValueMaxx",
            "103 7:54 There is no limit `limits.orderValueMaxx`. | Did you mean"
                + " `limits.orderValueMax`?"),
        of(
            "limits.orderValueMax",
            "orderValueMax",
            "102 7:54 OrderCheck has no field `orderValueMax`. | Did you mean"
                + " `limits.orderValueMax`?"),
        of(
            "orderValue > limits.orderValueMax",
            "limitPrice > 5",
            "104 7:41 `limitPrice` may rightly be absent, so a rule can't read it. | Read"
                + " `adversePriceMoveBps` instead."),
        of(
            "limits.orderValueMax",
            "10,50",
            "211 7:54 Inside a number stands a comma; here a comma means \"and\". | Write `10.50B`"
                + " for a decimal, or `1050` for thousands."),
        of(
            "limits.orderValueMax",
            "50 000",
            "212 7:54 A number is written without spaces. | Write `50000`."),
        of(
            "limits.orderValueMax",
            "10.50",
            "214 7:54 The number 10.50 would be rounded to a binary fraction, and the boundary with"
                + " it. | Write `10.50B`."),
        of(
            "limits.orderValueMax",
            "50k",
            "212 7:54 `50k` isn't a plainly written number. | Write whole numbers as `100` and"
                + " decimals as `10.50B`."),
        of(
            "limits.orderValueMax",
            "010",
            "212 7:54 `010` isn't a plainly written number. | Write whole numbers as `100` and"
                + " decimals as `10.50B`."),
        of(
            "limits.orderValueMax",
            "5000000000",
            "213 7:54 The whole number 5000000000 is too large to be read without B. | Write"
                + " `5000000000B`."),
        of(
            "limits.orderValueMax",
            "\"50000\"",
            "203 7:41 `orderValue` is a decimal, but `\"50000\"` is a text. | Compare it with a"
                + " number, such as 10.50B."),
        of(
            "side == \"BUY\"",
            "side > \"BUY\"",
            "204 7:26 `side` is a text and can't be compared by size. | Use `==`, `!=` or `in"
                + " (...)`."),
        of(
            "side == \"BUY\"",
            "symbol > 5",
            "203 7:26 `symbol` is a text, but `5` is a count. | Compare it with a text in quotes."),
        of(
            "side == \"BUY\"",
            "quantity",
            "205 7:26 `quantity` is a decimal; a condition compares it with something. | Add a"
                + " comparison, such as `quantity > ...`."),
        of(
            "orderValue >",
            "50000 <",
            "209 7:41 The fixed value stands on the left. | Write `limits.orderValueMax > 50000`."),
        of(
            "orderValue >",
            "0 < orderValue <",
            "208 7:56 Two comparisons stand in a row. | Write them one by one: `low <= value &&"
                + " value < high`."),
        of(
            "orderValue >",
            "orderValue / 2 >",
            "303 7:52 Rules don't divide: the rounding would decide exactly at the boundary. |"
                + " Multiply the other side, or read a ratio that the fact offers, such as one in"
                + " bps."),
        of(
            "side == \"BUY\"",
            "side.equals(\"BUY\")",
            "301 7:26 `side.equals(` would call a method; rules only read fields. | Write the"
                + " field's name without parentheses."),
        of(
            "side == \"BUY\"",
            "side != null",
            "306 7:34 Rules don't ask for null: a missing fact already denies the order, with its"
                + " own code. | Remove the test, or read a field that is always present."),
        of(
            "orderValueMax )",
            "orderValueMax",
            "022 7:74 A parenthesis is opened and never closed. | Write `)` here."),
        of(
            "side == \"BUY\",",
            "(side == \"BUY\",",
            "022 7:40 A parenthesis is opened and never closed. | Write `)` here."),
        of(
            ".deny()",
            ".deny",
            "022 9:16 Behind `deny` its parentheses are missing. | Write `$check.deny(...);`."),
        of(
            "deny();",
            "deny()",
            "023 9:18 The statement isn't closed. | Write `;` behind `$check.deny(...)`."),
        of("deny()", "denie()", "105 9:5 There is no verb `denie`. | Did you mean `deny`?"),
        of(
            "$check.deny",
            "$chekc.deny",
            "106 9:5 `$chekc` isn't the variable of the pattern, `$check`. | Write `$check`."),
        of(
            "deny()",
            "reduceOnly()",
            "505 9:5 The verb `reduceOnly` means REDUCE_ONLY, but @consequence says DENY_ORDER. |"
                + " Change one of the two."),
        of(
            "\nend\n",
            "\n",
            "021 4:1 The rule \"Deny an order above the maximum order value\" isn't closed. | Write"
                + " `end` behind its action."),
        of(
            "then\n",
            "",
            "025 8:5 `then` is expected here, not `$check`. | A rule reads: `rule` ... `when` ..."
                + " `then` ... `end`."),
        of(
            "package policy;",
            "",
            "011 4:1 The file doesn't begin with its package. | Write `package policy;` as the"
                + " first line."),
        of(
            "package policy;",
            "package policy",
            "023 1:15 The package line isn't closed. | Write `package policy;`."),
        of("@since", "@sinse", "501 5:72 There is no metadata `@sinse`. | Did you mean `@since`?"),
        of(
            "@owner(\"risk\") ",
            "",
            "502 4:6 The rule lacks @owner. | Write @owner(\"...\") below its name."),
        of(
            "\"ENFORCE\"",
            "\"ENFORCED\"",
            "503 5:55 `ENFORCED` isn't a value of @mode. | Did you mean `ENFORCE`?"),
        of(
            "@since(\"baseline\")",
            "@since(baseline)",
            "503 5:72 `@since` holds exactly one text in quotes. | Write `@since(\"...\")`."),
        of(
            "@id(\"order-value-max\")",
            "@id(\"order-value-min\")",
            "506 5:5 The rule of `order-value-min` stands in the folder `order-value-max`. | Move"
                + " the rule, or write @id(\"order-value-max\")."),
        of(
            "@id(\"order-value-max\")",
            "@id(\"order-valeu-max\")",
            "507 5:5 The catalogue has no control `order-valeu-max`. | Did you mean"
                + " `order-value-max`?"),
        of(
            "@owner",
            "@kill(\"BLOCK\") @owner",
            "508 5:91 @kill is only for rules with @consequence(\"HALT_TRADING\"). | Remove it, or"
                + " change the consequence."),
        of(
            CONDITION,
            "orderValue > 5, orderValue < 3",
            "405 7:26 `orderValue > 5 && orderValue < 3` can never be true, so the rule protects"
                + " nothing. | Look for two parts that exclude each other."),
        of(
            CONDITION,
            "side == \"BUY\", side == \"SELL\"",
            "405 7:26 `side == \"BUY\" && side == \"SELL\"` can never be true, so the rule protects"
                + " nothing. | Look for two parts that exclude each other."),
        of(
            CONDITION,
            "orderValue > 5 || orderValue <= 5",
            "406 7:26 `orderValue > 5 || orderValue <= 5` is always true, so the rule would match"
                + " every order. | Look for two alternatives that cover everything."),
        of(
            CONDITION,
            "",
            "406 4:6 The rule has no condition, so it would match every order. | Write a condition"
                + " between the parentheses."),
        of(
            "OrderCheck(",
            "Order(",
            "101 7:14 Rules in this folder look at OrderCheck, not at Order. | Write `$check :"
                + " OrderCheck( ... )`."),
        of(
            "$check : Order",
            "Order",
            "024 7:5 After `when` stands one pattern, not `OrderCheck`. | Write `$check :"
                + " OrderCheck( ... )`."));
  }

  private static Arguments of(String find, String replace, String expected) {
    assertThat(CLEAN).contains(find);
    return Arguments.of(
        "`%s` becomes `%s`".formatted(find.strip(), replace.strip()),
        CLEAN.replaceFirst(Pattern.quote(find), Matcher.quoteReplacement(replace)),
        expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void saysEachInOneSentence(String mistake, String rule, String expected) {
    List<Problem> problems = problems(rule);

    assertThat(problems).extracting(TypicalMistakesTest::shown).containsExactly("AUR-" + expected);
    MistakeTable.add(mistake, problems);
  }

  @Test
  void tellsAtLeastThirtyMistakesApart() {
    assertThat(
            mistakes()
                .map(one -> ((String) one.get()[2]).replaceFirst("^\\S+ \\S+ ", ""))
                .distinct())
        .hasSizeGreaterThanOrEqualTo(30);
  }

  private static String shown(Problem problem) {
    return "%s %d:%d %s | %s"
        .formatted(
            problem.code().id(),
            problem.line(),
            problem.column(),
            problem.message(),
            problem.suggestion());
  }

  private static List<Problem> problems(String rule) {
    return RuleSetLoader.shipped()
        .load(List.of(Policies.limits(), new SourceFile(FILE, rule)))
        .problems();
  }
}
