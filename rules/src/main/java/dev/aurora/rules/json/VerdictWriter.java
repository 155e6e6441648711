package dev.aurora.rules.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.aurora.rules.json.FactsLine.Unreadable;
import dev.aurora.rules.limit.LimitName;
import dev.aurora.rules.verdict.Answer;
import dev.aurora.rules.verdict.Breach;
import dev.aurora.rules.verdict.BreakerVerdict;
import dev.aurora.rules.verdict.PromotionVerdict;
import dev.aurora.rules.verdict.Trip;
import dev.aurora.rules.verdict.Verdict;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes one line a verdict or error: keys in a fixed order, decimals as texts, null for "none".
 * Equal verdicts give equal lines. Thread-safe.
 */
public final class VerdictWriter {

  private static final JsonFactory JSON = new JsonFactory();

  /** Place of each limit in the catalogue, by name. */
  private static final Map<String, Integer> PLACES =
      Arrays.stream(LimitName.values())
          .collect(Collectors.toUnmodifiableMap(LimitName::word, LimitName::ordinal));

  /** Limits in the order of the catalogue, other names after them. */
  private static final Comparator<Map.Entry<String, BigDecimal>> BY_CATALOGUE =
      Comparator.<Map.Entry<String, BigDecimal>>comparingInt(
              entry -> PLACES.getOrDefault(entry.getKey(), Integer.MAX_VALUE))
          .thenComparing(Map.Entry.comparingByKey());

  private interface Body {
    void write(JsonGenerator out) throws IOException;
  }

  /**
   * The line of a verdict, without line end.
   *
   * @param reproduce the command that gives this verdict again; null when there is none
   */
  public String line(Verdict verdict, @Nullable String reproduce) {
    return object(out -> writeVerdict(out, verdict, reproduce));
  }

  /** As {@link #line(Verdict, String)}, of an event. */
  public String line(BreakerVerdict verdict, @Nullable String reproduce) {
    return object(out -> writeBreakers(out, verdict, reproduce));
  }

  /** As {@link #line(Verdict, String)}, of a candidate. */
  public String line(PromotionVerdict verdict, @Nullable String reproduce) {
    return object(out -> writePromotion(out, verdict, reproduce));
  }

  /** As {@link #line(Verdict, String)}, of whatever was asked. */
  public String line(Answer answer, @Nullable String reproduce) {
    return switch (answer) {
      case Verdict order -> line(order, reproduce);
      case BreakerVerdict event -> line(event, reproduce);
      case PromotionVerdict promotion -> line(promotion, reproduce);
    };
  }

  /**
   * The error row of a line that could not be read.
   *
   * @param lineNumber from 1
   */
  public String errorLine(Unreadable line, long lineNumber) {
    return object(
        out -> {
          out.writeStringField("id", line.id());
          out.writeObjectFieldStart("error");
          out.writeNumberField("line", lineNumber);
          out.writeStringField("path", line.path());
          out.writeStringField("found", line.found());
          out.writeStringField("expected", line.expected());
          out.writeStringField("message", line.message());
          out.writeEndObject();
        });
  }

  private static void writeVerdict(JsonGenerator out, Verdict verdict, @Nullable String reproduce)
      throws IOException {
    out.writeStringField("id", verdict.id());
    out.writeStringField("verdict", verdict.word());
    out.writeStringField("consequence", nameOf(verdict.consequence()));
    out.writeBooleanField("reducer", verdict.reducer());
    out.writeStringField("ruleSet", verdict.ruleSet());
    out.writeArrayFieldStart("breaches");
    for (Breach breach : verdict.breaches()) {
      writeBreach(out, breach);
    }
    out.writeEndArray();
    writeUtilisation(out, verdict);
    out.writeStringField(
        "validUntil", verdict.validUntil() == null ? null : verdict.validUntil().toString());
    out.writeStringField("reproduce", reproduce);
  }

  private static void writeBreakers(
      JsonGenerator out, BreakerVerdict verdict, @Nullable String reproduce) throws IOException {
    out.writeStringField("id", verdict.id());
    out.writeStringField("verdict", verdict.word());
    out.writeStringField("consequence", nameOf(verdict.consequence()));
    out.writeStringField("ruleSet", verdict.ruleSet());
    out.writeArrayFieldStart("breaches");
    for (Trip trip : verdict.trips()) {
      writeTrip(out, trip);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("judged");
    for (String breaker : verdict.judged()) {
      out.writeString(breaker);
    }
    out.writeEndArray();
    writeUtilisation(out, verdict);
    out.writeStringField("reproduce", reproduce);
  }

  private static void writePromotion(
      JsonGenerator out, PromotionVerdict verdict, @Nullable String reproduce) throws IOException {
    out.writeStringField("id", verdict.id());
    out.writeStringField("verdict", verdict.word());
    out.writeStringField("consequence", nameOf(verdict.consequence()));
    out.writeStringField("ruleSet", verdict.ruleSet());
    out.writeArrayFieldStart("breaches");
    for (Breach breach : verdict.breaches()) {
      writeBreach(out, breach);
    }
    out.writeEndArray();
    writeUtilisation(out, verdict);
    out.writeStringField("reproduce", reproduce);
  }

  private static void writeUtilisation(JsonGenerator out, Answer answer) throws IOException {
    out.writeObjectFieldStart("utilisation");
    List<Map.Entry<String, BigDecimal>> ordered = new ArrayList<>(answer.utilisation().entrySet());
    ordered.sort(BY_CATALOGUE);
    for (Map.Entry<String, BigDecimal> entry : ordered) {
      out.writeStringField(entry.getKey(), entry.getValue().toPlainString());
    }
    out.writeEndObject();
  }

  /** As a breach; its scope is what is latched, {@code limitScope} whose limit bound. */
  private static void writeTrip(JsonGenerator out, Trip trip) throws IOException {
    Breach breach = trip.breach();
    out.writeStartObject();
    out.writeStringField("control", breach.control());
    out.writeStringField("code", breach.code());
    out.writeStringField("rule", breach.rule());
    out.writeStringField("consequence", breach.consequence().name());
    out.writeStringField("mode", breach.mode().name());
    out.writeStringField("ends", trip.ends().word());
    out.writeStringField("observed", breach.observed());
    out.writeStringField("limit", breach.limit());
    out.writeStringField("unit", breach.unit());
    out.writeStringField("scope", trip.scope());
    out.writeStringField("limitScope", breach.scope());
    writeEnd(out, breach);
  }

  private static void writeBreach(JsonGenerator out, Breach breach) throws IOException {
    out.writeStartObject();
    out.writeStringField("control", breach.control());
    out.writeStringField("code", breach.code());
    out.writeStringField("rule", breach.rule());
    out.writeStringField("consequence", breach.consequence().name());
    out.writeStringField("mode", breach.mode().name());
    out.writeStringField("observed", breach.observed());
    out.writeStringField("limit", breach.limit());
    out.writeStringField("unit", breach.unit());
    out.writeStringField("scope", breach.scope());
    writeEnd(out, breach);
  }

  private static void writeEnd(JsonGenerator out, Breach breach) throws IOException {
    out.writeArrayFieldStart("missing");
    for (String path : breach.missing()) {
      out.writeString(path);
    }
    out.writeEndArray();
    out.writeStringField("message", breach.message());
    out.writeStringField("killLevel", breach.killLevel());
    if (breach.override() != null) {
      out.writeStringField("override", breach.override());
    }
    out.writeEndObject();
  }

  private static String object(Body body) {
    StringWriter text = new StringWriter(512);
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      body.write(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to a text cannot fail", e);
    }
    return text.toString();
  }

  private static @Nullable String nameOf(@Nullable Enum<?> constant) {
    return constant == null ? null : constant.name();
  }
}
