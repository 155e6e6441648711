package dev.aurora.rules.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.fact.breaker.BreakerFacts;
import dev.aurora.rules.fact.promotion.PromotionFacts;
import dev.aurora.rules.json.FactsLine.EventLine;
import dev.aurora.rules.json.FactsLine.OrderLine;
import dev.aurora.rules.json.FactsLine.PromotionLine;
import dev.aurora.rules.json.FactsLine.Unreadable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one line of facts, strictly: decimals are exact (numbers or texts), a key left out or null
 * is missing (of the keys of {@link dev.aurora.rules.fact.SaidNone} null says "none"), an unknown
 * key, a key given twice or a value of the wrong kind makes the line unreadable. A NaN or infinite
 * quantity or price of the order is kept as such, for {@code order-form} to deny. A line holds
 * {@code order} (a pre-trade check), {@code event} (for the breakers) or {@code promotion} (for the
 * go / no-go conditions): exactly one of them. Thread-safe.
 */
public final class FactsReader {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
  private static final RecordCodec ORDERS = new RecordCodec(OrderFacts.class, "");
  private static final RecordCodec EVENTS = new RecordCodec(BreakerFacts.class, "");
  private static final RecordCodec PROMOTIONS = new RecordCodec(PromotionFacts.class, "");
  private static final String ORDER = "order";
  private static final String EVENT = "event";
  private static final String PROMOTION = "promotion";
  private static final List<String> SUBJECTS = List.of(ORDER, EVENT, PROMOTION);
  private static final String EXACTLY_ONE =
      "a pre-trade check with `order`, an event with `event`, or a candidate with `promotion`";

  /** What the line comes to; a fault of the line is a value, never an exception. */
  public FactsLine read(String line) {
    try (JsonParser in = JSON.createParser(line)) {
      in.nextToken();
      FactsLine.Readable facts =
          switch (subject(line)) {
            case EVENT -> new EventLine((BreakerFacts) EVENTS.read(in, ""));
            case PROMOTION -> new PromotionLine((PromotionFacts) PROMOTIONS.read(in, ""));
            default -> new OrderLine(LeftOut.noted(line, (OrderFacts) ORDERS.read(in, "")));
          };
      if (in.nextToken() != null) {
        return unreadable(line, Scalars.bad(in, "", "one JSON object on the line"));
      }
      if (facts instanceof OrderLine order && order.facts().order() == null) {
        requireOrder(line);
      }
      return facts;
    } catch (BadFact e) {
      return unreadable(line, e);
    } catch (JsonProcessingException e) {
      String found = JsonFault.told(e) + " at column " + e.getLocation().getColumnNr();
      return unreadable(line, new BadFact("", found, "one JSON object on the line"));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from a text cannot fail", e);
    }
  }

  private static Unreadable unreadable(String line, BadFact fault) {
    return new Unreadable(findId(line), fault.path(), fault.found(), fault.expected());
  }

  /** Most lines are orders, so a line is looked through only when another word stands in it. */
  private static String subject(String line) throws BadFact, IOException {
    if (!line.contains('"' + EVENT + '"') && !line.contains('"' + PROMOTION + '"')) {
      return ORDER;
    }
    Set<String> keys = keys(line);
    List<String> found = SUBJECTS.stream().filter(keys::contains).toList();
    if (found.size() > 1) {
      throw new BadFact("", "`" + String.join("` and `", found) + "`", EXACTLY_ONE);
    }
    return found.isEmpty() ? ORDER : found.getFirst();
  }

  /** An order that is null is missing, which is denied; a line without the key is no check. */
  private static void requireOrder(String line) throws BadFact, IOException {
    if (!keys(line).contains(ORDER)) {
      throw new BadFact("", "none of `order`, `event` and `promotion`", EXACTLY_ONE);
    }
  }

  /** Keys of the outermost object; empty for a line that is no object, whose reading says so. */
  private static Set<String> keys(String line) throws IOException {
    Set<String> keys = new HashSet<>();
    try (JsonParser in = JSON.createParser(line)) {
      if (in.nextToken() == JsonToken.START_OBJECT) {
        while (in.nextToken() == JsonToken.FIELD_NAME) {
          keys.add(in.currentName());
          in.nextToken();
          in.skipChildren();
        }
      }
    }
    return keys;
  }

  /** The line's own id, as far as the line can be read at all; for the error row. */
  private static @Nullable String findId(String line) {
    try (JsonParser in = JSON.createParser(line)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        boolean isId = in.currentName().equals("id");
        if (in.nextToken() == JsonToken.VALUE_STRING && isId) {
          return in.getText();
        }
        in.skipChildren();
      }
      return null;
    } catch (IOException e) {
      // The line breaks off before its id; its own fault is already being reported.
      return null;
    }
  }
}
