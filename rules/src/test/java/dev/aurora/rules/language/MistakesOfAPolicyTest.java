package dev.aurora.rules.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.engine.RuleSetLoader;
import dev.aurora.rules.testing.Policies;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes that take more than one rule: between rules, files and limits. */
class MistakesOfAPolicyTest {

  private static final String LARGE = "quantity > 5";

  static Stream<Arguments> mistakes() {
    return Stream.of(ofRules(), ofLimits()).flatMap(mistakes -> mistakes);
  }

  private static Stream<Arguments> ofRules() {
    return Stream.of(
        of(
            "the same name twice",
            List.of(
                Policies.limits(),
                value(deny("One", LARGE, "1"), deny("One", "quantity > 900, opener", "2"))),
            "107 11:6 The name \"One\" is already used in"
                + " pretrade/order-value-max/order-value-max.drl, line 3."),
        of(
            "the same tier twice",
            List.of(
                Policies.limits(),
                value(deny("One", LARGE, "1"), deny("Two", "orderValue > 900", "1"))),
            "509 11:1 The control order-value-max has several rules, and this one can't be told"
                + " apart."),
        of(
            "a copied rule",
            List.of(Policies.limits(), value(deny("One", LARGE, "1"), deny("Two", LARGE, "2"))),
            "407 11:1 The rule asks the same as \"One\"."),
        of(
            "a rule that another one covers",
            List.of(
                Policies.limits(),
                value(deny("One", LARGE, "1"), deny("Two", "quantity > 9", "2"))),
            "408 11:1 Whenever this rule matches, \"One\" matches too."),
        of(
            "a gap in a ladder",
            List.of(
                Policies.limits(),
                value(
                    deny("One", "referencePrice < 25, quantity > 5", "1"),
                    deny("Two", "referencePrice > 25, quantity > 9", "2"))),
            "409 11:1 With `referencePrice` exactly 25 no tier looks: neither this one nor"
                + " \"One\"."),
        of(
            "an overlap in a ladder",
            List.of(
                Policies.limits(),
                value(
                    deny("One", "referencePrice <= 25, quantity > 5", "1"),
                    deny("Two", "referencePrice >= 25, quantity > 9", "2"))),
            "410 11:1 With `referencePrice` exactly 25 two tiers look: this one and \"One\"."),
        of(
            "a missing end before another rule",
            List.of(
                Policies.limits(),
                value(
                    deny("One", LARGE, "1").replace("end\n", ""),
                    deny("Two", "quantitty > 900", "2"))),
            "021 3:1 The rule \"One\" isn't closed.",
            "102 13:26 OrderCheck has no field `quantitty`."),
        of(
            "a file in the wrong place",
            List.of(
                Policies.limits(),
                new SourceFile("pretrade/order-value-max.drl", "package policy;\n")),
            "510 1:1 Rules of this file would never run: it isn't where the engine looks."),
        of(
            "limits in a control's file",
            List.of(
                Policies.limits(),
                value(Policies.scope("strategy:momentum", "orderValueMax(\"5\")"))),
            "610 4:16 Limits stand in limits.drl only."));
  }

  private static Stream<Arguments> ofLimits() {
    return Stream.of(
        of(
            "a limit that doesn't exist",
            limits(Policies.scope("strategy:momentum", "orderValueMux(\"5\")")),
            line("601", 4) + ":1 There is no limit `orderValueMux`."),
        of(
            "a limit without quotes",
            limits(Policies.scope("strategy:momentum", "orderValueMax(5)")),
            line("605", 4)
                + ":23 A limit's value stands in quotes; without them it would be a binary"
                + " fraction."),
        of(
            "a comma in a limit",
            limits(Policies.scope("strategy:momentum", "orderValueMax(\"10,5\")")),
            line("606", 4)
                + ":23 `orderValueMax` (account currency) has a comma in 10,5: write a point for"
                + " decimals, spaces for thousands."),
        of(
            "a limit set twice",
            limits(
                Policies.scope(
                    "strategy:momentum", "orderValueMax(\"5\")", "orderValueMax(\"6\")")),
            line("602", 5) + ":23 `orderValueMax` is set twice in strategy:momentum: 5, then 6."),
        of(
            "a scope that isn't one",
            limits(Policies.scope("strategi:momentum", "orderValueMax(\"5\")")),
            line("604", 2)
                + ":33 A scope is firm, account:<id>, strategy:<id>, symbol:<id>, model:<version>,"
                + " venue:<id>, account:<id>/symbol:<id> or strategy:<id>/symbol:<id>, but found:"
                + " strategi:momentum."),
        of(
            "a scope twice",
            limits(
                Policies.scope("strategy:momentum", "orderValueMax(\"5\")"),
                Policies.scope("strategy:momentum", "orderQuantityMax(\"5\")")
                    .replace("Limits of", "More limits of")),
            line("603", 8) + ":33 The scope strategy:momentum stands here twice."),
        of(
            "a scope looser than the firm",
            limits(Policies.scope("strategy:momentum", "orderValueMax(\"900 000\")")),
            line("608", 4)
                + ":23 `orderValueMax` is looser here (900 000) than the firm's (250000), so that"
                + " it could never bind."),
        of(
            "a limit missing at firm level",
            List.of(
                new SourceFile(
                    "limits.drl",
                    Policies.limits().text().replaceFirst(" *\\$limits.orderValueMax.*\n", ""))),
            "607 4:34 The firm scope must set every limit, and lacks orderValueMax."));
  }

  /** Code and line of a mistake in the scopes behind the firm's, however many limits there are. */
  private static String line(String code, int behindTheFirm) {
    return code + " " + (Policies.limits().text().lines().count() + behindTheFirm);
  }

  private static Arguments of(String title, List<SourceFile> files, String... expected) {
    return Arguments.of(title, files, List.of(expected));
  }

  private static List<SourceFile> limits(String... scopes) {
    return List.of(Policies.limits(scopes));
  }

  private static SourceFile value(String... rules) {
    return Policies.control("order-value-max", rules);
  }

  private static String deny(String name, String condition, String tier) {
    return Policies.deny("order-value-max", name, condition, "@tier(\"" + tier + "\")");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void saysEachOnce(String title, List<SourceFile> files, List<String> expected) {
    List<Problem> problems = RuleSetLoader.shipped().load(files).problems();

    assertThat(problems).extracting(MistakesOfAPolicyTest::shown).isEqualTo(expected);
    MistakeTable.add(title, problems);
  }

  private static String shown(Problem problem) {
    return "%s %d:%d %s"
        .formatted(
            problem.code().id().substring(4), problem.line(), problem.column(), problem.message());
  }
}
