package dev.aurora.service.gate;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Looks into Parquet files of any origin: their columns with exact types, their index, their
 * values. Knows nothing of what they should be. Not thread-safe.
 */
final class ParquetInspector implements AutoCloseable {

  private @Nullable DuckDBConnection connection;

  /** Opened at the first table: gates that look into none need no database. */
  private DuckDBConnection connection() throws SQLException {
    if (connection == null) {
      Properties settings = new Properties();
      settings.setProperty("threads", "1");
      settings.setProperty("autoinstall_known_extensions", "false");
      settings.setProperty("autoload_known_extensions", "false");
      connection =
          DriverManager.getConnection("jdbc:duckdb:", settings).unwrap(DuckDBConnection.class);
    }
    return connection;
  }

  /**
   * A column.
   *
   * @param name as in the file
   * @param type type it reads as, such as {@code FLOAT} or {@code TIMESTAMP WITH TIME ZONE}
   * @param stored physical type in the file, such as {@code FLOAT} or {@code INT64}
   */
  record Column(String name, String type, String stored) {
    @Override
    public String toString() {
      return type + " stored as " + stored;
    }
  }

  /**
   * Key of a row.
   *
   * @param symbol null when it is
   * @param micros microseconds since 1970 UTC; null when there is no time
   */
  record Key(@Nullable String symbol, @Nullable Long micros) {}

  /** All columns in their order. */
  List<Column> columns(Path file) throws IOException {
    Map<String, String> stored = new LinkedHashMap<>();
    query(
        "SELECT name, type FROM parquet_schema(" + quoted(file) + ") WHERE type IS NOT NULL",
        row -> stored.put(row.getString(1), row.getString(2)));
    List<Column> columns = new ArrayList<>();
    query(
        "DESCRIBE SELECT * FROM read_parquet(" + quoted(file) + ")",
        row ->
            columns.add(
                new Column(
                    row.getString(1),
                    row.getString(2),
                    stored.getOrDefault(row.getString(1), "nested"))));
    return columns;
  }

  /** Number of rows. */
  long rows(Path file) throws IOException {
    long[] count = {0};
    query(
        "SELECT count(*) FROM read_parquet(" + quoted(file) + ")",
        row -> count[0] = row.getLong(1));
    return count[0];
  }

  /** Symbol and time of every row, in the order of the file; both columns must be there. */
  List<Key> keys(Path file) throws IOException {
    List<Key> keys = new ArrayList<>();
    query(
        "SELECT symbol::VARCHAR, epoch_us(time) FROM read_parquet("
            + quoted(file)
            + ", file_row_number = true) ORDER BY file_row_number",
        row -> {
          long micros = row.getLong(2);
          Long time = row.wasNull() ? null : micros; // asked at once: it is about the last column
          keys.add(new Key(row.getString(1), time));
        });
    return keys;
  }

  /** How many values of a floating-point column are null, NaN or infinite. */
  long notFinite(Path file, String column) throws IOException {
    return count(file, identifier(column) + " IS NULL OR NOT isfinite(" + identifier(column) + ")");
  }

  /** How many values of any column are null. */
  long nulls(Path file, String column) throws IOException {
    return count(file, identifier(column) + " IS NULL");
  }

  private long count(Path file, String condition) throws IOException {
    long[] count = {0};
    query(
        "SELECT count(*) FROM read_parquet(" + quoted(file) + ") WHERE " + condition,
        row -> count[0] = row.getLong(1));
    return count[0];
  }

  /** Takes one row of a result. */
  @FunctionalInterface
  private interface RowReader {
    void accept(ResultSet row) throws SQLException;
  }

  private void query(String sql, RowReader reader) throws IOException {
    try (Statement statement = connection().createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        reader.accept(result);
      }
    } catch (SQLException e) {
      throw new IOException(firstLine(e), e);
    }
  }

  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static String quoted(Path file) {
    return "'" + file.toString().replace("'", "''") + "'";
  }

  private static String identifier(String column) {
    return "\"" + column.replace("\"", "\"\"") + "\"";
  }

  @Override
  public void close() {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("can't close the embedded DuckDB", e);
    }
  }
}
