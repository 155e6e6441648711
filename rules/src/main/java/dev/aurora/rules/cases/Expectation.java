package dev.aurora.rules.cases;

import dev.aurora.rules.verdict.Breach;
import dev.aurora.rules.verdict.Consequence;
import dev.aurora.rules.verdict.Mode;
import dev.aurora.rules.verdict.Verdict;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a case expects. What it doesn't name isn't compared; a list that it names is the whole list.
 *
 * @param approved the verdict
 * @param consequence null = not compared
 * @param reducer null = not compared
 * @param breaches enforced breaches in catalogue order, each with the keys to compare; null = not
 *     compared
 * @param monitored breaches that bind nothing, likewise
 */
public record Expectation(
    boolean approved,
    @Nullable Consequence consequence,
    @Nullable Boolean reducer,
    @Nullable List<Map<String, String>> breaches,
    @Nullable List<Map<String, String>> monitored) {

  /** Keys of a breach that a case may name. */
  static final List<String> BREACH_KEYS =
      List.of(
          "control",
          "code",
          "rule",
          "consequence",
          "observed",
          "limit",
          "unit",
          "scope",
          "missing",
          "message",
          "killLevel");

  /** Each way in which a verdict differs, in words; empty when it is as expected. */
  List<String> differences(Verdict verdict) {
    List<String> found = new ArrayList<>();
    compare("verdict", word(approved), word(verdict.approved()), found);
    if (consequence != null) {
      compare("consequence", consequence, verdict.consequence(), found);
    }
    if (reducer != null) {
      compare("reducer", reducer, verdict.reducer(), found);
    }
    compareAll("breaches", breaches, of(verdict, Mode.ENFORCE), found);
    compareAll("monitored", monitored, of(verdict, Mode.MONITOR), found);
    return found;
  }

  private static String word(boolean approved) {
    return approved ? "APPROVED" : "DENIED";
  }

  private static List<Breach> of(Verdict verdict, Mode mode) {
    return verdict.breaches().stream().filter(breach -> breach.mode() == mode).toList();
  }

  private static void compare(
      String what, Object expected, @Nullable Object got, List<String> found) {
    if (!Objects.equals(expected, got)) {
      found.add(what + ": expected " + expected + ", got " + (got == null ? "none" : got));
    }
  }

  private static void compareAll(
      String what,
      @Nullable List<Map<String, String>> expected,
      List<Breach> got,
      List<String> found) {
    if (expected == null) {
      return;
    }
    if (expected.size() != got.size()) {
      found.add(
          "%s: expected %d %s, got %d %s"
              .formatted(
                  what,
                  expected.size(),
                  expected.stream().map(Expectation::shown).toList(),
                  got.size(),
                  got.stream().map(Breach::code).toList()));
      return;
    }
    for (int i = 0; i < got.size(); i++) {
      Map<String, String> actual = asMap(got.get(i));
      for (Map.Entry<String, String> key : expected.get(i).entrySet()) {
        String value = actual.getOrDefault(key.getKey(), "none");
        if (!same(key.getValue(), value)) {
          found.add(
              "%s[%d].%s: expected %s, got %s"
                  .formatted(what, i + 1, key.getKey(), key.getValue(), value));
        }
      }
    }
  }

  private static String shown(Map<String, String> breach) {
    return breach.getOrDefault("code", breach.getOrDefault("control", breach.toString()));
  }

  /** Texts, or numbers of equal value. */
  private static boolean same(String expected, String got) {
    return expected.equals(got)
        || isNumber(expected)
            && isNumber(got)
            && new BigDecimal(expected).compareTo(new BigDecimal(got)) == 0;
  }

  private static boolean isNumber(String text) {
    return text.matches("-?[0-9]+(\\.[0-9]+)?");
  }

  private static Map<String, String> asMap(Breach breach) {
    return BREACH_KEYS.stream()
        .filter(key -> value(breach, key) != null)
        .collect(Collectors.toMap(key -> key, key -> Objects.requireNonNull(value(breach, key))));
  }

  private static @Nullable String value(Breach breach, String key) {
    return switch (key) {
      case "control" -> breach.control();
      case "code" -> breach.code();
      case "rule" -> breach.rule();
      case "consequence" -> breach.consequence().name();
      case "observed" -> breach.observed();
      case "limit" -> breach.limit();
      case "unit" -> breach.unit();
      case "scope" -> breach.scope();
      case "missing" -> String.join(", ", breach.missing());
      case "message" -> breach.message();
      case "killLevel" -> breach.killLevel();
      default -> throw new IllegalArgumentException("a breach has no " + key);
    };
  }
}
