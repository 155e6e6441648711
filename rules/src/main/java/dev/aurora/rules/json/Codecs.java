package dev.aurora.rules.json;

import dev.aurora.rules.fact.Stage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Which codec serves which type of a fact. */
final class Codecs {

  private static final Map<Class<?>, ValueCodec> BY_TYPE =
      Map.of(
          String.class, Scalars.TEXT,
          Boolean.class, Scalars.FLAG,
          Long.class, Scalars.count(Long.MAX_VALUE, count -> count),
          Integer.class, Scalars.count(Integer.MAX_VALUE, Long::intValue),
          Instant.class, Scalars.INSTANT,
          Map.class, Groups.DECIMALS_BY_NAME,
          Set.class, Groups.TEXTS);

  private Codecs() {}

  /**
   * The codec of a record component's type.
   *
   * @param mayBeNonFinite whether the record can note a NaN or infinite decimal
   * @param path JSON path of the component
   */
  static ValueCodec of(Class<?> type, boolean mayBeNonFinite, String path) {
    if (type == BigDecimal.class) {
      return mayBeNonFinite ? Scalars.DECIMAL_OR_NON_FINITE : Scalars.DECIMAL;
    }
    if (type == Stage.class) {
      return Scalars.word(Stage.values(), stage -> ((Stage) stage).word());
    }
    if (type.isEnum()) {
      return Scalars.word(type.getEnumConstants(), constant -> ((Enum<?>) constant).name());
    }
    if (type.isRecord()) {
      return new RecordCodec(type.asSubclass(Record.class), path);
    }
    ValueCodec codec = BY_TYPE.get(type);
    if (codec == null) {
      throw new IllegalStateException("no codec reads facts of " + type);
    }
    return codec;
  }
}
