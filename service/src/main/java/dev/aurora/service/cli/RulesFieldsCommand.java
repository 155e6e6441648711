package dev.aurora.service.cli;

import dev.aurora.rules.fact.FactField;
import dev.aurora.rules.fact.FactSchema;
import dev.aurora.rules.fact.OrderCheckSchema;
import dev.aurora.rules.fact.breaker.BreakerCheckSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code aurora rules fields}. Pure: no server, no database, no clock. */
@Command(
    name = "fields",
    description = "List what a rule's condition may read: name, kind, unit, meaning.",
    footer = {
      "",
      "Examples:",
      "  aurora rules fields",
      "  aurora rules fields price      those with the word in name or meaning"
    })
final class RulesFieldsCommand implements Callable<Integer> {

  private final Invocation invocation;

  @Parameters(arity = "0..1", paramLabel = "WORD", description = "Only those that speak of it.")
  private @Nullable String word;

  RulesFieldsCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    List<Map<String, Object>> rows =
        Stream.of(OrderCheckSchema.INSTANCE, BreakerCheckSchema.INSTANCE)
            .flatMap(RulesFieldsCommand::rows)
            .filter(this::isAsked)
            .toList();
    Output output = invocation.output();
    if (output.json()) {
      output.document(Map.of("fields", rows));
      return ExitCode.DONE;
    }
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("fact", "field", "kind", "unit", "meaning"));
    rows.forEach(row -> table.add(row.values().stream().map(Object::toString).toList()));
    output.table(table);
    if (rows.isEmpty()) {
      output.message("No field speaks of \"" + word + "\".");
      return ExitCode.NO;
    }
    return ExitCode.DONE;
  }

  private boolean isAsked(Map<String, Object> row) {
    return word == null
        || row.values().stream()
            .anyMatch(
                value ->
                    value
                        .toString()
                        .toLowerCase(Locale.ROOT)
                        .contains(word.toLowerCase(Locale.ROOT)));
  }

  private static <F> Stream<Map<String, Object>> rows(FactSchema<F> schema) {
    return schema.fields().stream()
        .filter(field -> !field.raw())
        .map(field -> row(schema.patternName(), field));
  }

  private static Map<String, Object> row(String fact, FactField<?> field) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("fact", fact);
    row.put("field", field.name());
    row.put("kind", kind(field));
    row.put("unit", field.unit());
    row.put("meaning", field.description());
    return row;
  }

  private static String kind(FactField<?> field) {
    return switch (field.type()) {
      case DECIMAL -> "decimal";
      case INTEGER -> "count";
      case BOOLEAN -> "true/false";
      case TEXT -> "text";
    };
  }
}
