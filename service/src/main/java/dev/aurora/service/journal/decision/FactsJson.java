package dev.aurora.service.journal.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.verdict.Verdict;
import dev.aurora.service.journal.database.Columns;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Facts, verdicts and orders as canonical JSON: keys in order, decimals as exact plain text, times
 * as RFC 3339, what is missing left out. What is read back is equal to what was written.
 */
public final class FactsJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(
              new SimpleModule().addSerializer(BigDecimal.class, new PlainDecimalSerializer()))
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private FactsJson() {}

  public static String write(OrderFacts facts) {
    return text(facts);
  }

  public static String write(Verdict verdict) {
    return text(verdict);
  }

  public static String write(Order order) {
    return text(order);
  }

  public static OrderFacts readFacts(String json) {
    return read(json, OrderFacts.class);
  }

  public static Verdict readVerdict(String json) {
    return read(json, Verdict.class);
  }

  public static Order readOrder(String json) {
    return read(json, Order.class);
  }

  /**
   * Digest of what the order asks for. Equal numbers give equal digests, however many zeros they
   * end in, and {@code sessionsOld} is left out: it measures the check, not the order, and grows
   * while a client repeats one and the same request.
   */
  public static String payloadDigest(Order order) {
    Order same = order.aged(null).sized(plain(order.quantity()), plain(order.limitPrice()));
    return Digests.sha256(text(same));
  }

  private static @Nullable BigDecimal plain(@Nullable BigDecimal value) {
    return value == null ? null : Columns.plain(value);
  }

  private static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException failed) {
      // Its kind alone: a verdict whose use of limits can't be worked out has no text either.
      String kind = value.getClass().getSimpleName();
      throw new IllegalStateException("not writable as JSON: " + kind, failed);
    }
  }

  private static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException damaged) {
      throw new IllegalStateException(
          "not a " + type.getSimpleName() + " in the books: " + json, damaged);
    }
  }

  private static final class PlainDecimalSerializer extends JsonSerializer<BigDecimal> {

    @Override
    public void serialize(BigDecimal value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(value.toPlainString());
    }
  }
}
