package dev.aurora.rules.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.fact.breaker.BreakerFacts;
import dev.aurora.rules.fact.promotion.PromotionFacts;
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
  private static final RecordCodec ORDERS = new RecordCodec(OrderFacts.class, "");
  private static final RecordCodec EVENTS = new RecordCodec(BreakerFacts.class, "");
  private static final RecordCodec PROMOTIONS = new RecordCodec(PromotionFacts.class, "");

  /** The canonical line, without line end. */
  public String line(OrderFacts facts) {
    String line = line(ORDERS, facts);
    return facts.leftOut() == 0 ? line : LeftOut.without(line, facts);
  }

  /** The canonical line, without line end. */
  public String line(BreakerFacts facts) {
    return line(EVENTS, facts);
  }

  /** The canonical line, without line end. */
  public String line(PromotionFacts facts) {
    return line(PROMOTIONS, facts);
  }

  /** The canonical line, without line end. */
  public String line(FactsLine.Readable facts) {
    return switch (facts) {
      case FactsLine.OrderLine order -> line(order.facts());
      case FactsLine.EventLine event -> line(event.facts());
      case FactsLine.PromotionLine promotion -> line(promotion.facts());
    };
  }

  private static String line(RecordCodec codec, Object facts) {
    StringWriter text = new StringWriter(2_048);
    try (JsonGenerator out = JSON.createGenerator(text)) {
      codec.write(out, facts);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to a text cannot fail", e);
    }
    return text.toString();
  }
}
