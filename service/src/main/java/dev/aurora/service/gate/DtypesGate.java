package dev.aurora.service.gate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aurora.service.gate.ParquetInspector.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds when every numeric column of every stage is exactly float32 and finite, identifiers are
 * text or int32, and the decisions carry no more precision than a float32: nothing was silently
 * widened or narrowed on the way. Records the schema of each stage.
 */
final class DtypesGate implements ArtifactGate {

  private static final Set<String> IDENTIFIER_TYPES = Set.of("VARCHAR", "INTEGER");
  private static final String TIME = "time";

  private final ParquetInspector parquet;

  DtypesGate(ParquetInspector parquet) {
    this.parquet = parquet;
  }

  @Override
  public String id() {
    return "dtypes";
  }

  @Override
  public String holds() {
    return "numbers are float32 and finite, identifiers text or int32, in every stage";
  }

  @Override
  public void judge(Path artifacts, Finding finding) throws IOException {
    for (Path table : ArtifactReader.tables(artifacts)) {
      String name = table.getFileName().toString();
      if (Files.isRegularFile(table)) {
        table(table, name, finding);
      } else {
        finding.against(name + " is missing");
      }
    }
    for (JsonNode decision : ArtifactReader.decisions(artifacts)) {
      isFloat32(decision, "signal", finding);
      isFloat32(decision, "confidence", finding);
    }
  }

  private void table(Path file, String name, Finding finding) throws IOException {
    List<Column> columns = parquet.columns(file);
    Map<String, Object> schema = new LinkedHashMap<>();
    columns.forEach(c -> schema.put(c.name(), c.toString()));
    finding.evidence(name, schema);
    if (parquet.rows(file) == 0) {
      finding.against(name + " has no rows");
    }
    int numbers = 0;
    for (Column column : columns) {
      if (isIdentifier(column)) {
        identifier(file, name, column, finding);
      } else if (!column.name().equals(TIME)) {
        numbers++;
        number(file, name, column, finding);
      }
    }
    if (numbers == 0) {
      finding.against(name + " has no numeric column");
    }
  }

  private static boolean isIdentifier(Column column) {
    return column.name().equals("symbol") || column.name().endsWith("_id");
  }

  private void identifier(Path file, String name, Column column, Finding finding)
      throws IOException {
    if (!IDENTIFIER_TYPES.contains(column.type())) {
      finding.against(
          name + ": identifier " + column.name() + " is " + column + ", expected text or int32");
    } else if (parquet.nulls(file, column.name()) > 0) {
      finding.against(name + ": identifier " + column.name() + " has nulls");
    }
  }

  private void number(Path file, String name, Column column, Finding finding) throws IOException {
    if (!column.type().equals("FLOAT") || !column.stored().equals("FLOAT")) {
      finding.against(name + ": " + column.name() + " is " + column + ", expected float32");
      return;
    }
    long notFinite = parquet.notFinite(file, column.name());
    if (notFinite > 0) {
      finding.against(
          name + ": " + column.name() + " has " + notFinite + " values that are not finite");
    }
  }

  /** Either the shortest text of a float32 or its exact value: other programs write the latter. */
  private static void isFloat32(JsonNode decision, String key, Finding finding) {
    JsonNode value = decision.path(key);
    boolean narrow =
        value.isNumber()
            && Float.isFinite(value.floatValue())
            && (value.doubleValue() == value.floatValue()
                || value.doubleValue() == Double.parseDouble(Float.toString(value.floatValue())));
    if (!narrow) {
      finding.offence(
          "decision " + key,
          "decision "
              + decision.path("symbol").asText()
              + ": "
              + key
              + " is "
              + (value.isMissingNode() ? "missing" : value)
              + ", expected a float32");
    }
  }
}
