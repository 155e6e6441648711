package dev.aurora.rules.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.aurora.rules.fact.OrderFacts;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * Writes facts in their canonical form: one line, every key in the order of the records, decimals
 * as exact texts, null for missing. Equal facts give equal lines, and reading a line gives equal
 * facts again. Thread-safe.
 */
public final class FactsWriter {

  private static final JsonFactory JSON = new JsonFactory();
  private static final RecordCodec FACTS = new RecordCodec(OrderFacts.class, "");

  /** The canonical line, without line end. */
  public String line(OrderFacts facts) {
    StringWriter text = new StringWriter(2_048);
    try (JsonGenerator out = JSON.createGenerator(text)) {
      FACTS.write(out, facts);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to a text cannot fail", e);
    }
    return text.toString();
  }
}
