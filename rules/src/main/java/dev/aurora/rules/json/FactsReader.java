package dev.aurora.rules.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.fact.breaker.BreakerFacts;
import dev.aurora.rules.json.FactsLine.EventLine;
import dev.aurora.rules.json.FactsLine.OrderLine;
import dev.aurora.rules.json.FactsLine.Unreadable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one line of facts, strictly: decimals are exact (numbers or texts), a key left out or null
 * is missing (of the keys of {@link dev.aurora.rules.fact.SaidNone} null says "none"), an unknown
 * key, a key given twice or a value of the wrong kind makes the line unreadable. A NaN or infinite
 * quantity or price of the order is kept as such, for {@code order-form} to deny. A line holds
 * {@code order} (a pre-trade check) or {@code event} (for the breakers), never both and never
 * neither. Thread-safe.
 */
public final class FactsReader {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
  private static final RecordCodec ORDERS = new RecordCodec(OrderFacts.class, "");
  private static final RecordCodec EVENTS = new RecordCodec(BreakerFacts.class, "");
  private static final String ORDER = "order";
  private static final String EVENT = "event";
  private static final String ONE_OF_BOTH =
      "a pre-trade check with `order`, or an event with `event`";

  /** What the line comes to; a fault of the line is a value, never an exception. */
  public FactsLine read(String line) {
    try (JsonParser in = JSON.createParser(line)) {
      in.nextToken();
      FactsLine.Readable facts =
          isEvent(line)
              ? new EventLine((BreakerFacts) EVENTS.read(in, ""))
              : new OrderLine(LeftOut.noted(line, (OrderFacts) ORDERS.read(in, "")));
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

  /** Most lines are orders, so a line is looked through only when the word stands in it at all. */
  private static boolean isEvent(String line) throws BadFact, IOException {
    if (!line.contains('"' + EVENT + '"')) {
      return false;
    }
    Set<String> keys = keys(line);
    if (keys.contains(EVENT) && keys.contains(ORDER)) {
      throw new BadFact("", "`order` and `event`", ONE_OF_BOTH);
    }
    return keys.contains(EVENT);
  }

  /** An order that is null is missing, which is denied; a line without the key is no check. */
  private static void requireOrder(String line) throws BadFact, IOException {
    if (!keys(line).contains(ORDER)) {
      throw new BadFact("", "neither `order` nor `event`", ONE_OF_BOTH);
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
