package dev.aurora.service.temporal;

import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.common.SearchAttributeKey;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What workflows can be searched by in Temporal's list; created on every start. */
public final class SearchAttributes {

  /** Name and type of each that the workflows set. */
  public static final Map<String, IndexedValueType> ALL =
      dev.aurora.workflows.SearchAttributes.all().stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  SearchAttributeKey::getName, SearchAttributeKey::getValueType));

  private SearchAttributes() {}

  /** Those of {@link #ALL} that {@code present} lacks or has with another type, by name. */
  static Map<String, IndexedValueType> missingFrom(Map<String, IndexedValueType> present) {
    Map<String, IndexedValueType> missing = new TreeMap<>(ALL);
    missing.entrySet().removeIf(wanted -> wanted.getValue() == present.get(wanted.getKey()));
    return missing;
  }
}
