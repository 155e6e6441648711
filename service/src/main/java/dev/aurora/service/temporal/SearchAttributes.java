package dev.aurora.service.temporal;

import io.temporal.api.enums.v1.IndexedValueType;
import java.util.Map;
import java.util.TreeMap;

/** What workflows can be searched by in Temporal's list; created on every start. */
public final class SearchAttributes {

  /** Name and type of each. */
  public static final Map<String, IndexedValueType> ALL =
      Map.of(
          "AuroraAccount", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
          "AuroraStrategy", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
          "AuroraSymbol", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
          "AuroraState", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
          "AuroraStage", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
          "AuroraVerdict", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
          "AuroraRuleSet", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
          "AuroraOrderValue", IndexedValueType.INDEXED_VALUE_TYPE_DOUBLE,
          "AuroraKilled", IndexedValueType.INDEXED_VALUE_TYPE_BOOL);

  private SearchAttributes() {}

  /** Those of {@link #ALL} that {@code present} lacks or has with another type, by name. */
  static Map<String, IndexedValueType> missingFrom(Map<String, IndexedValueType> present) {
    Map<String, IndexedValueType> missing = new TreeMap<>(ALL);
    missing.entrySet().removeIf(wanted -> wanted.getValue() == present.get(wanted.getKey()));
    return missing;
  }
}
