package dev.aurora.rules.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Codecs of single values: exact, and strict about what they take. */
final class Scalars {

  /** Digits on either side of the point: far beyond any market, far below what hurts. */
  private static final int DIGITS_MAX = 40;

  private static final int SHOWN_MAX = 60;

  /** A number of so many digits fits a long. */
  private static final int LONG_DIGITS = 18;

  private Scalars() {}

  /** What a decimal reads as that is NaN or infinite. */
  static final Object NON_FINITE = new Object();

  static final ValueCodec TEXT =
      new ValueCodec() {
        @Override
        public Object read(JsonParser in, String path) throws IOException, BadFact {
          if (in.currentToken() != JsonToken.VALUE_STRING) {
            throw bad(in, path, "a text");
          }
          return in.getText();
        }

        @Override
        public void write(JsonGenerator out, Object value) throws IOException {
          out.writeString((String) value);
        }
      };

  static final ValueCodec FLAG =
      new ValueCodec() {
        @Override
        public Object read(JsonParser in, String path) throws IOException, BadFact {
          if (!in.currentToken().isBoolean()) {
            throw bad(in, path, "true or false");
          }
          return in.getBooleanValue();
        }

        @Override
        public void write(JsonGenerator out, Object value) throws IOException {
          out.writeBoolean((Boolean) value);
        }
      };

  static final ValueCodec DECIMAL =
      new ValueCodec() {
        @Override
        public Object read(JsonParser in, String path) throws IOException, BadFact {
          return decimal(in, path, "a decimal number");
        }

        @Override
        public void write(JsonGenerator out, Object value) throws IOException {
          out.writeString(exactText((BigDecimal) value));
        }
      };

  /** A decimal that may arrive as NaN or infinite; reads as {@link #NON_FINITE} then. */
  static final ValueCodec DECIMAL_OR_NON_FINITE =
      new ValueCodec() {
        @Override
        public Object read(JsonParser in, String path) throws IOException, BadFact {
          return switch (textOrNumber(in, path, "a decimal number")) {
            case "NaN", "Infinity", "+Infinity", "-Infinity", "INF", "+INF", "-INF" -> NON_FINITE;
            case String other -> decimal(in, path, "a decimal number");
          };
        }

        @Override
        public void write(JsonGenerator out, Object value) throws IOException {
          DECIMAL.write(out, value);
        }
      };

  /** A count of 0 or more that fits that range. */
  static ValueCodec count(long max, Function<Long, Object> boxed) {
    String expected = "a whole number from 0 to " + max;
    return new ValueCodec() {
      @Override
      public Object read(JsonParser in, String path) throws IOException, BadFact {
        if (in.currentToken() == JsonToken.VALUE_NUMBER_INT && in.getTextLength() <= LONG_DIGITS) {
          long count = in.getLongValue();
          if (count >= 0 && count <= max) {
            return boxed.apply(count);
          }
        }
        BigDecimal number = decimal(in, path, expected);
        boolean fits =
            number.signum() >= 0
                && number.scale() == 0
                && number.compareTo(BigDecimal.valueOf(max)) <= 0;
        if (!fits) {
          throw bad(in, path, expected);
        }
        return boxed.apply(number.longValueExact());
      }

      @Override
      public void write(JsonGenerator out, Object value) throws IOException {
        out.writeNumber(((Number) value).longValue());
      }
    };
  }

  static final ValueCodec INSTANT =
      new ValueCodec() {
        private static final String EXPECTED = "a UTC time such as 2025-03-03T15:00:00Z";

        @Override
        public Object read(JsonParser in, String path) throws IOException, BadFact {
          if (in.currentToken() != JsonToken.VALUE_STRING) {
            throw bad(in, path, EXPECTED);
          }
          String text = in.getText();
          if (!text.endsWith("Z") && !text.endsWith("+00:00")) {
            throw bad(in, path, EXPECTED);
          }
          Instant plain = PlainTimes.parse(text);
          if (plain != null) {
            return plain;
          }
          try {
            return Instant.parse(text);
          } catch (DateTimeParseException e) {
            throw bad(in, path, EXPECTED);
          }
        }

        @Override
        public void write(JsonGenerator out, Object value) throws IOException {
          out.writeString(value.toString());
        }
      };

  /** One word of a closed list. */
  static ValueCodec word(Object[] constants, Function<Object, String> wordOf) {
    String expected =
        Arrays.stream(constants).map(wordOf).collect(Collectors.joining(", ", "one of ", ""));
    Map<String, Object> byWord =
        Arrays.stream(constants).collect(Collectors.toUnmodifiableMap(wordOf, word -> word));
    return new ValueCodec() {
      @Override
      public Object read(JsonParser in, String path) throws IOException, BadFact {
        Object constant =
            in.currentToken() == JsonToken.VALUE_STRING ? byWord.get(in.getText()) : null;
        if (constant == null) {
          throw bad(in, path, expected);
        }
        return constant;
      }

      @Override
      public void write(JsonGenerator out, Object value) throws IOException {
        out.writeString(wordOf.apply(value));
      }
    };
  }

  /** The fault of the parser's current token. */
  static BadFact bad(JsonParser in, String path, String expected) throws IOException {
    JsonToken token = in.currentToken();
    String found =
        token == null
            ? "the end of the line"
            : switch (token) {
              case START_OBJECT -> "an object";
              case START_ARRAY -> "a list";
              case VALUE_STRING -> '"' + shortened(in.getText()) + '"';
              default -> shortened(in.getText());
            };
    return new BadFact(path, found, expected);
  }

  private static BigDecimal decimal(JsonParser in, String path, String expected)
      throws IOException, BadFact {
    BigDecimal number = parse(textOrNumber(in, path, expected));
    if (number == null) {
      throw bad(in, path, expected);
    }
    if (number.scale() > DIGITS_MAX || number.precision() - number.scale() > DIGITS_MAX) {
      throw bad(
          in, path, expected + " of at most " + DIGITS_MAX + " digits on each side of the point");
    }
    return number;
  }

  private static String textOrNumber(JsonParser in, String path, String expected)
      throws IOException, BadFact {
    JsonToken token = in.currentToken();
    if (token != JsonToken.VALUE_STRING && !token.isNumeric()) {
      throw bad(in, path, expected);
    }
    return in.getText();
  }

  /** Only what JSON itself calls a number; null for any other text. */
  private static @Nullable BigDecimal parse(String text) {
    boolean plain = !text.isEmpty() && isDigit(text.charAt(text.length() - 1));
    int first = text.startsWith("-") ? 1 : 0;
    plain = plain && text.length() > first && isDigit(text.charAt(first));
    for (int i = first; plain && i < text.length(); i++) {
      plain = isDigit(text.charAt(i)) || ".eE+-".indexOf(text.charAt(i)) >= 0;
    }
    if (!plain) {
      return null;
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Read again it gives an equal number, scale included. */
  private static String exactText(BigDecimal number) {
    return number.scale() < 0 ? number.toString() : number.toPlainString();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static String shortened(String text) {
    return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "...";
  }
}
