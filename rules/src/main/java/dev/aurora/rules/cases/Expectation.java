package dev.aurora.rules.cases;

import dev.aurora.rules.verdict.Answer;
import dev.aurora.rules.verdict.BreakerVerdict;
import dev.aurora.rules.verdict.Consequence;
import dev.aurora.rules.verdict.Mode;
import dev.aurora.rules.verdict.Verdict;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a case expects. What it doesn't name isn't compared; a list that it names is the whole list.
 *
 * @param verdict its word, such as DENIED or TRIPPED
 * @param consequence null = not compared
 * @param reducer null = not compared
 * @param breaches enforced breaches in catalogue order, each with the keys to compare; null = not
 *     compared
 * @param monitored breaches that bind nothing, likewise
 * @param judged breakers that look at the event, all of them; null = not compared
 * @param utilisation share by limit, the whole of it; null = not compared
 */
public record Expectation(
    String verdict,
    @Nullable Consequence consequence,
    @Nullable Boolean reducer,
    @Nullable List<Map<String, String>> breaches,
    @Nullable List<Map<String, String>> monitored,
    @Nullable List<String> judged,
    @Nullable Map<String, String> utilisation) {

  /** Each way in which a verdict differs, in words; empty when it is as expected. */
  List<String> differences(Answer answer) {
    List<String> found = new ArrayList<>();
    compare("verdict", verdict, answer.word(), found);
    if (consequence != null) {
      compare("consequence", consequence, answer.consequence(), found);
    }
    if (reducer != null && answer instanceof Verdict order) {
      compare("reducer", reducer, order.reducer(), found);
    }
    compareAll("breaches", breaches, BreachKeys.of(answer, Mode.ENFORCE), found);
    compareAll("monitored", monitored, BreachKeys.of(answer, Mode.MONITOR), found);
    if (judged != null && answer instanceof BreakerVerdict event) {
      compare("judged", judged, event.judged(), found);
    }
    if (utilisation != null) {
      Map<String, String> used = new TreeMap<>();
      answer.utilisation().forEach((limit, share) -> used.put(limit, share.toPlainString()));
      compare("utilisation", new TreeMap<>(utilisation), used, found);
    }
    return found;
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
      List<Map<String, String>> got,
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
                  got.stream().map(breach -> breach.get("code")).toList()));
      return;
    }
    for (int i = 0; i < got.size(); i++) {
      Map<String, String> actual = got.get(i);
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
}
