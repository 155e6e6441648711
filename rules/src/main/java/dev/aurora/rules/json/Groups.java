package dev.aurora.rules.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Codecs of maps and sets, written in the order of their keys. */
final class Groups {

  private Groups() {}

  /** Decimals by name; a name whose value is null is missing, as one that is left out. */
  static final ValueCodec DECIMALS_BY_NAME =
      new ValueCodec() {
        @Override
        public Object read(JsonParser in, String path) throws IOException, BadFact {
          if (in.currentToken() != JsonToken.START_OBJECT) {
            throw Scalars.bad(in, path, "an object of decimals");
          }
          Map<String, BigDecimal> values = new LinkedHashMap<>();
          Set<String> seen = new LinkedHashSet<>();
          while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            String inner = path + "." + name;
            if (!seen.add(name)) {
              throw new BadFact(inner, "the key a second time", "each key once");
            }
            if (in.nextToken() != JsonToken.VALUE_NULL) {
              values.put(name, (BigDecimal) Scalars.DECIMAL.read(in, inner));
            }
          }
          return Map.copyOf(values);
        }

        @Override
        public void write(JsonGenerator out, Object value) throws IOException {
          out.writeStartObject();
          for (Map.Entry<?, ?> entry : new TreeMap<>((Map<?, ?>) value).entrySet()) {
            out.writeFieldName((String) entry.getKey());
            Scalars.DECIMAL.write(out, entry.getValue());
          }
          out.writeEndObject();
        }
      };

  /** Distinct texts. */
  static final ValueCodec TEXTS =
      new ValueCodec() {
        @Override
        public Object read(JsonParser in, String path) throws IOException, BadFact {
          if (in.currentToken() != JsonToken.START_ARRAY) {
            throw Scalars.bad(in, path, "a list of texts");
          }
          Set<String> values = new LinkedHashSet<>();
          while (in.nextToken() != JsonToken.END_ARRAY) {
            values.add((String) Scalars.TEXT.read(in, path + "[]"));
          }
          return Set.copyOf(values);
        }

        @Override
        public void write(JsonGenerator out, Object value) throws IOException {
          out.writeStartArray();
          for (Object text : new TreeSet<>((Set<?>) value)) {
            out.writeString((String) text);
          }
          out.writeEndArray();
        }
      };
}
