package dev.aurora.service.e2d.artifact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.aurora.service.e2d.decision.Decision;
import dev.aurora.service.e2d.decision.DecisionSide;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The decisions of another program's run, read strictly from its artifact folder: every key there
 * and of its type, none unknown, no symbol twice. Nothing is guessed and nothing is rounded.
 *
 * <p>One leniency: the quantity of a HOLD, which is no target, may be any number; it is dropped.
 */
public final class ExternalDecisions {

  private static final List<String> NAMES = List.of(ArtifactFolder.DECISIONS, "decision.json");
  private static final Set<String> KEYS =
      Set.of(
          "symbol",
          "signal",
          "confidence",
          "side",
          "quantity",
          "stopBp",
          "takeBp",
          "riskFlags",
          "asOf",
          "modelVersion",
          "barClose");

  private final String where;
  private final JsonNode json;

  private ExternalDecisions(String where, JsonNode json) {
    this.where = where;
    this.json = json;
  }

  /**
   * Reads the decisions of a folder.
   *
   * @param folder artifact folder with {@code decisions.json} (or {@code decision.json})
   * @throws ExternalDecisionsException when there is none, both, or one that is not right
   * @throws IOException when the file can't be read
   */
  public static List<Decision> read(Path folder) throws IOException {
    Path file = file(folder);
    JsonNode root;
    try {
      root = Json.read(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new ExternalDecisionsException(file + ": no JSON, " + e.getMessage());
    }
    if (!root.isArray() || root.isEmpty()) {
      throw new ExternalDecisionsException(file + ": expected an array of decisions, not empty");
    }
    List<Decision> decisions = new ArrayList<>();
    Set<String> symbols = new HashSet<>();
    for (int i = 0; i < root.size(); i++) {
      Decision decision =
          new ExternalDecisions(file + ", decision " + (i + 1), root.get(i)).decision();
      if (!symbols.add(decision.symbol())) {
        throw new ExternalDecisionsException(file + ": " + decision.symbol() + " is decided twice");
      }
      decisions.add(decision);
    }
    return decisions;
  }

  private static Path file(Path folder) {
    List<Path> found = NAMES.stream().map(folder::resolve).filter(Files::isRegularFile).toList();
    if (found.size() != 1) {
      throw new ExternalDecisionsException(
          folder + ": expected one of " + NAMES + ", found " + found.size());
    }
    return found.getFirst();
  }

  private Decision decision() {
    if (!json.isObject()) {
      throw new ExternalDecisionsException(where + ": expected an object, found " + json);
    }
    json.fieldNames()
        .forEachRemaining(
            key -> {
              if (!KEYS.contains(key)) {
                throw wrong(key, "no such key");
              }
            });
    DecisionSide side = parsed("side", "BUY, SELL or HOLD", DecisionSide::valueOf);
    try {
      return new Decision(
          text("symbol"),
          number("signal").floatValue(),
          number("confidence").floatValue(),
          side,
          quantity(side),
          integer("stopBp"),
          integer("takeBp"),
          flags(),
          parsed("asOf", "a UTC time such as 2013-02-28T00:00:00Z", ExternalDecisions::utc),
          text("modelVersion"),
          number("barClose"));
    } catch (IllegalArgumentException e) {
      throw new ExternalDecisionsException(where + ": " + e.getMessage());
    }
  }

  private @Nullable BigDecimal quantity(DecisionSide side) {
    JsonNode value = json.get("quantity");
    if (side == DecisionSide.HOLD && value != null && value.isNull()) {
      return null;
    }
    BigDecimal quantity = number("quantity");
    return side == DecisionSide.HOLD ? null : quantity;
  }

  private List<String> flags() {
    List<String> flags = new ArrayList<>();
    for (JsonNode flag : get("riskFlags", JsonNode::isArray, "a list of texts")) {
      if (!flag.isTextual()) {
        throw wrong("riskFlags", "a list of texts");
      }
      flags.add(flag.asText());
    }
    return flags;
  }

  private static Instant utc(String text) {
    if (!text.endsWith("Z")) {
      throw new DateTimeException("not in UTC");
    }
    return Instant.parse(text);
  }

  private <T> T parsed(String key, String expected, Function<String, T> parser) {
    String text = text(key);
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw wrong(key, expected);
    }
  }

  private String text(String key) {
    return get(key, JsonNode::isTextual, "a text").asText();
  }

  private BigDecimal number(String key) {
    return get(key, JsonNode::isNumber, "a number").decimalValue();
  }

  private int integer(String key) {
    return get(key, n -> n.isIntegralNumber() && n.canConvertToInt(), "a whole number").intValue();
  }

  private JsonNode get(String key, Predicate<JsonNode> fits, String expected) {
    JsonNode value = json.get(key);
    if (value == null || !fits.test(value)) {
      throw wrong(key, expected);
    }
    return value;
  }

  private ExternalDecisionsException wrong(String key, String expected) {
    JsonNode found = json.get(key);
    return new ExternalDecisionsException(
        where
            + ", "
            + key
            + ": found "
            + (found == null ? "nothing" : found)
            + ", expected "
            + expected);
  }
}
