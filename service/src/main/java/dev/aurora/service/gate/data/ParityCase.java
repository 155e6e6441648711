package dev.aurora.service.gate.data;

import dev.aurora.service.e2d.feature.FeatureRow;
import dev.aurora.service.market.BarFormatException.Problem;
import dev.aurora.service.market.CsvTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of features, and what the program that trained a model answers.
 *
 * @param id for people
 * @param row features in the order of the columns
 * @param expected native answer; NaN where it refused the row
 */
record ParityCase(String id, float[] row, double expected) {

  private static final int HEX = 16;
  private static final float EXTREME = 1e30f;

  /**
   * Reads a table with a column for each feature, decimal, or as {@code .._f32hex} the bits; the
   * answer is in {@code native}, empty where it refused.
   */
  static List<ParityCase> read(Path file) throws IOException {
    CsvTable table = CsvTable.read(file);
    boolean bits = table.find(FeatureRow.COLUMNS.getFirst()) < 0;
    int[] columns =
        FeatureRow.COLUMNS.stream()
            .mapToInt(name -> table.column(bits ? name + "_f32hex" : name))
            .toArray();
    int expected = table.column("native");
    List<ParityCase> cases = new ArrayList<>();
    for (CsvTable.Row row : table.rows()) {
      float[] values = new float[columns.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = value(table, row, columns[i], bits);
      }
      cases.add(
          new ParityCase(
              bits ? row.cells()[0] : row.cells()[0] + " " + row.cells()[1],
              values,
              row.cells()[expected].isEmpty() ? Double.NaN : answer(table, row, expected)));
    }
    return cases;
  }

  private static float value(CsvTable table, CsvTable.Row row, int column, boolean bits) {
    String cell = row.cells()[column];
    try {
      return bits
          ? Float.intBitsToFloat(Integer.parseUnsignedInt(cell, HEX))
          : Float.parseFloat(cell);
    } catch (NumberFormatException e) {
      throw table.wrong(Problem.NUMBER, row, column, bits ? "the bits of a float32" : "a number");
    }
  }

  private static double answer(CsvTable table, CsvTable.Row row, int column) {
    try {
      return Double.parseDouble(row.cells()[column]);
    } catch (NumberFormatException e) {
      throw table.wrong(Problem.NUMBER, row, column, "a number, or nothing where it refused");
    }
  }

  boolean isFinite() {
    for (float value : row) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /** Which edge it is; one case may be several. */
  List<Edge> edges() {
    List<Edge> edges = new ArrayList<>();
    for (float value : row) {
      float size = Math.abs(value);
      if (Float.isNaN(value)) {
        edges.add(Edge.NAN);
      } else if (Float.isInfinite(value)) {
        edges.add(Edge.INFINITY);
      } else if (size >= EXTREME) {
        edges.add(Edge.EXTREME);
      } else if (size > 0 && size < Float.MIN_NORMAL) {
        edges.add(Edge.DENORMAL);
      }
    }
    if (id.contains("split_")) {
      edges.add(Edge.THRESHOLD);
    }
    return edges;
  }

  /** Edges that every model's cases must have. */
  enum Edge {
    NAN,
    INFINITY,
    DENORMAL,
    EXTREME,
    /** Just at, above or below where a tree decides. */
    THRESHOLD
  }
}
