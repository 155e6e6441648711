package dev.aurora.rules.cases;

import dev.aurora.rules.verdict.Answer;
import dev.aurora.rules.verdict.Breach;
import dev.aurora.rules.verdict.BreakerVerdict;
import dev.aurora.rules.verdict.Mode;
import dev.aurora.rules.verdict.PromotionVerdict;
import dev.aurora.rules.verdict.Trip;
import dev.aurora.rules.verdict.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parts of a breach that a case may name, as text by key; what is absent has no key. */
final class BreachKeys {

  /** Of an order's breach. */
  static final List<String> OF_ORDERS =
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

  /** Of an event's: {@code scope} is what is latched, {@code limitScope} whose limit bound. */
  static final List<String> OF_EVENTS =
      Stream.concat(OF_ORDERS.stream(), Stream.of("ends", "limitScope")).toList();

  private BreachKeys() {}

  static List<Map<String, String>> of(Answer answer, Mode mode) {
    return switch (answer) {
      case Verdict order ->
          order.breaches().stream()
              .filter(breach -> breach.mode() == mode)
              .map(BreachKeys::ofBreach)
              .toList();
      case BreakerVerdict event ->
          event.trips().stream()
              .filter(trip -> trip.breach().mode() == mode)
              .map(BreachKeys::ofTrip)
              .toList();
      case PromotionVerdict promotion ->
          promotion.breaches().stream()
              .filter(breach -> breach.mode() == mode)
              .map(BreachKeys::ofBreach)
              .toList();
    };
  }

  private static Map<String, String> ofTrip(Trip trip) {
    Map<String, String> keys = ofBreach(trip.breach());
    put(keys, "limitScope", trip.breach().scope());
    keys.put("scope", trip.scope());
    keys.put("ends", trip.ends().word());
    return keys;
  }

  private static Map<String, String> ofBreach(Breach breach) {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("control", breach.control());
    keys.put("code", breach.code());
    keys.put("rule", breach.rule());
    keys.put("consequence", breach.consequence().name());
    put(keys, "observed", breach.observed());
    put(keys, "limit", breach.limit());
    put(keys, "unit", breach.unit());
    put(keys, "scope", breach.scope());
    keys.put("missing", String.join(", ", breach.missing()));
    keys.put("message", breach.message());
    put(keys, "killLevel", breach.killLevel());
    return keys;
  }

  private static void put(Map<String, String> keys, String key, @Nullable String value) {
    if (value != null) {
      keys.put(key, value);
    }
  }
}
