package dev.aurora.service.run;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Reference data by symbol. Immutable. A symbol that is not in it can't be traded. */
public final class InstrumentFile {

  /** What is said of one symbol; units as in {@code Instrument}. */
  public record Entry(
      String sector,
      BigDecimal tickSize,
      BigDecimal lotSize,
      BigDecimal minQuantity,
      BigDecimal maxQuantity) {}

  private static final JsonMapper YAML =
      JsonMapper.builder(new YAMLFactory())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private final Map<String, Entry> entries;

  private InstrumentFile(Map<String, Entry> entries) {
    this.entries = Map.copyOf(entries);
  }

  /**
   * @throws IOException when the file can't be read, or isn't of that shape: the message names line
   *     and column
   */
  public static InstrumentFile load(Path file) throws IOException {
    return new InstrumentFile(
        YAML.readValue(file.toFile(), new TypeReference<Map<String, Entry>>() {}));
  }

  public Optional<Entry> of(String symbol) {
    return Optional.ofNullable(entries.get(symbol));
  }
}
