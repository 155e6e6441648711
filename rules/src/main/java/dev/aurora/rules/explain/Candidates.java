package dev.aurora.rules.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.aurora.rules.fact.GateLevel;
import dev.aurora.rules.fact.OrderType;
import dev.aurora.rules.fact.Origin;
import dev.aurora.rules.fact.QuoteSource;
import dev.aurora.rules.fact.SessionPhase;
import dev.aurora.rules.fact.Side;
import dev.aurora.rules.fact.TradingState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a single value of the facts could be instead. Pure. */
final class Candidates {

  /** Who and what the facts are about, and when: another one is another order. */
  private static final Set<String> IDENTITY =
      Set.of(
          "id",
          "now",
          "order.clientOrderId",
          "order.intentId",
          "order.replaces",
          "order.timeInForce",
          "instrument.symbol",
          "instrument.currency",
          "account.currency",
          "control.stage",
          "control.mode",
          "event.kind");

  /** Names: another one is another order, too, but a rule may ask for it. */
  static final Set<String> NAMES =
      Set.of(
          "order.account",
          "order.strategy",
          "order.modelVersion",
          "order.venue",
          "order.symbol",
          "instrument.sector");

  private static final Map<String, Class<? extends Enum<?>>> WORDS =
      Map.of(
          "order.side", Side.class,
          "order.type", OrderType.class,
          "order.origin", Origin.class,
          "quote.source", QuoteSource.class,
          "session.phase", SessionPhase.class,
          "control.tradingState", TradingState.class,
          "control.gateLevel", GateLevel.class,
          "control.requiredGateLevel", GateLevel.class);

  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
  private static final List<String> FACTORS =
      List.of("1.001", "1.01", "1.1", "1.5", "2", "5", "10", "100", "1000", "1000000");
  private static final BigDecimal CENT = new BigDecimal("0.01");

  private final FactTree facts;
  private final Collection<String> names;

  /**
   * @param names texts that rules compare with: what a name could be instead
   */
  Candidates(FactTree facts, Collection<String> names) {
    this.facts = facts;
    this.names = names;
  }

  /** Words that could stand there instead, each as good as another; empty for a number. */
  List<JsonNode> words(String path) {
    JsonNode now = facts.value(path);
    if (IDENTITY.contains(path)) {
      return List.of();
    }
    if (now.isBoolean()) {
      return List.of(BooleanNode.valueOf(!now.booleanValue()));
    }
    Class<? extends Enum<?>> type = WORDS.get(path);
    Collection<String> others =
        type != null
            ? Arrays.stream(type.getEnumConstants()).map(Enum::name).toList()
            : NAMES.contains(path) ? names : List.of();
    return others.stream()
        .filter(word -> !word.equals(now.asText()))
        .map(word -> (JsonNode) TextNode.valueOf(word))
        .toList();
  }

  /** The number or time that stands there, in steps that it can move by; empty for words. */
  Optional<Scale> scale(String path) {
    JsonNode now = facts.value(path);
    if (IDENTITY.contains(path) || NAMES.contains(path) || WORDS.containsKey(path)) {
      return Optional.empty();
    }
    if (now.isIntegralNumber()) {
      return Optional.of(new Scale(now.decimalValue(), BigDecimal.ONE, Kind.COUNT));
    }
    if (now.isTextual() && DECIMAL.matcher(now.asText()).matches()) {
      return Optional.of(new Scale(new BigDecimal(now.asText()), step(path), Kind.DECIMAL));
    }
    return time(now)
        .map(
            time ->
                new Scale(BigDecimal.valueOf(time.getEpochSecond()), BigDecimal.ONE, Kind.TIME));
  }

  private BigDecimal step(String path) {
    String of =
        switch (path) {
          case "order.quantity" -> "instrument.lotSize";
          case "order.limitPrice" -> "instrument.tickSize";
          default -> "";
        };
    String given = of.isEmpty() ? "" : facts.value(of).asText();
    BigDecimal size = DECIMAL.matcher(given).matches() ? new BigDecimal(given) : CENT;
    return size.signum() > 0 ? size : CENT;
  }

  private static Optional<Instant> time(JsonNode value) {
    try {
      return value.isTextual() ? Optional.of(Instant.parse(value.asText())) : Optional.empty();
    } catch (DateTimeException e) {
      // A text like any other.
      return Optional.empty();
    }
  }

  private enum Kind {
    COUNT,
    DECIMAL,
    TIME
  }

  /**
   * A number and the steps that it moves by.
   *
   * @param origin where it stands; seconds for a time
   */
  record Scale(BigDecimal origin, BigDecimal step, Kind kind) {

    /** Steps to try, ever farther from the origin, on one side of it. */
    List<Long> reaches(boolean up) {
      List<Long> reaches = new ArrayList<>(List.of(up ? 1L : -1L));
      for (String factor : FACTORS) {
        BigDecimal by = new BigDecimal(factor);
        BigDecimal far = kind == Kind.TIME ? by.multiply(BigDecimal.TEN) : distance(by, up);
        long steps = far.divide(step, 0, RoundingMode.UP).longValue();
        reaches.add(up ? steps : -steps);
      }
      return reaches.stream().distinct().filter(steps -> steps != 0).toList();
    }

    private BigDecimal distance(BigDecimal factor, boolean up) {
      if (origin.signum() == 0) {
        return factor.multiply(factor);
      }
      BigDecimal moved =
          up
              ? origin.multiply(factor)
              : origin.divide(factor, origin.scale() + 2, RoundingMode.DOWN);
      return moved.subtract(origin).abs();
    }

    /** The value so many steps away; null where a count would be below zero. */
    @Nullable JsonNode at(long steps) {
      BigDecimal value = origin.add(step.multiply(BigDecimal.valueOf(steps)));
      return switch (kind) {
        case COUNT -> value.signum() < 0 ? null : LongNode.valueOf(value.longValue());
        case DECIMAL -> TextNode.valueOf(value.toPlainString());
        case TIME -> TextNode.valueOf(Instant.ofEpochSecond(value.longValue()).toString());
      };
    }

    /** How large a move is, beside where it begins. */
    double cost(long steps) {
      double moved = Math.abs(step.doubleValue() * steps);
      return moved / (kind == Kind.TIME ? 3_600 : Math.max(1, Math.abs(origin.doubleValue())));
    }
  }
}
