package dev.aurora.rules.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.json.FactsLine.OrderLine;
import dev.aurora.rules.json.FactsLine.Unreadable;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one line of facts, strictly: decimals are exact (numbers or texts), a key left out or null
 * is missing, an unknown key, a key given twice or a value of the wrong kind makes the line
 * unreadable. A NaN or infinite quantity or price of the order is kept as such, for {@code
 * order-form} to deny. Thread-safe.
 */
public final class FactsReader {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
  private static final RecordCodec FACTS = new RecordCodec(OrderFacts.class, "");
  private static final String EVENT = "event";

  /** What the line comes to; a fault of the line is a value, never an exception. */
  public FactsLine read(String line) {
    try (JsonParser in = JSON.createParser(line)) {
      in.nextToken();
      OrderFacts facts = (OrderFacts) FACTS.read(in, "");
      if (in.nextToken() != null) {
        return unreadable(line, Scalars.bad(in, "", "one JSON object on the line"));
      }
      return new OrderLine(facts);
    } catch (BadFact e) {
      return unreadable(line, e);
    } catch (JsonProcessingException e) {
      String found = e.getOriginalMessage() + " at column " + e.getLocation().getColumnNr();
      return unreadable(line, new BadFact("", found, "one JSON object on the line"));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from a text cannot fail", e);
    }
  }

  private static Unreadable unreadable(String line, BadFact fault) {
    String expected =
        fault.path().equals(EVENT)
            ? "a pre-trade check with `order`; checks of a breaker's `event` are not read here"
            : fault.expected();
    return new Unreadable(findId(line), fault.path(), fault.found(), expected);
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
