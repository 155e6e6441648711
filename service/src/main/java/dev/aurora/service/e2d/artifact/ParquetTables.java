package dev.aurora.service.e2d.artifact;

import dev.aurora.service.e2d.feature.FeatureRow;
import dev.aurora.service.e2d.model.Prediction;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Writes and reads the Parquet artifacts through an embedded DuckDB in memory. One thread and a
 * total order make the files byte-identical when written again. Opening takes some hundred
 * milliseconds: keep one. Not thread-safe; the pipeline uses it from one run at a time.
 */
public final class ParquetTables implements AutoCloseable {

  private static final String VALUES = String.join(" FLOAT, ", FeatureRow.COLUMNS) + " FLOAT";

  private final DuckDBConnection connection;

  private ParquetTables(DuckDBConnection connection) {
    this.connection = connection;
  }

  /** Opens a database of its own. */
  public static ParquetTables open() {
    Properties settings = new Properties();
    settings.setProperty("threads", "1");
    // Nothing is ever downloaded, and no setting of the machine's user is read.
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    try {
      DuckDBConnection connection =
          DriverManager.getConnection("jdbc:duckdb:", settings).unwrap(DuckDBConnection.class);
      ParquetTables tables = new ParquetTables(connection);
      tables.execute("CREATE TABLE features (symbol VARCHAR, micros BIGINT, " + VALUES + ")");
      tables.execute("CREATE TABLE predictions (symbol VARCHAR, micros BIGINT, prediction FLOAT)");
      return tables;
    } catch (SQLException e) {
      throw new IllegalStateException("can't open the embedded DuckDB", e);
    }
  }

  /** Writes features ordered by symbol and time, every feature a FLOAT. */
  public void writeFeatures(List<FeatureRow> rows, Path file) throws IOException {
    write(
        "features",
        String.join(", ", FeatureRow.COLUMNS),
        file,
        appender -> {
          for (FeatureRow row : rows) {
            appender.beginRow().append(row.symbol()).append(micros(row.time()));
            for (float value : row.values()) {
              appender.append(value);
            }
            appender.endRow();
          }
        });
  }

  /** Writes predictions ordered by symbol and time, as FLOAT. */
  public void writePredictions(List<Prediction> rows, Path file) throws IOException {
    write(
        "predictions",
        "prediction",
        file,
        appender -> {
          for (Prediction row : rows) {
            appender.beginRow().append(row.symbol()).append(micros(row.time()));
            appender.append(row.value()).endRow();
          }
        });
  }

  /** Fills one table. */
  @FunctionalInterface
  private interface Rows {
    void append(DuckDBAppender appender) throws SQLException;
  }

  private void write(String table, String columns, Path file, Rows rows) throws IOException {
    try {
      execute("DELETE FROM " + table);
      try (DuckDBAppender appender = connection.createAppender(table)) {
        rows.append(appender);
      }
      // to_timestamp answers a time with zone, which Parquet stores as UTC microseconds.
      execute(
          "COPY (SELECT symbol, to_timestamp(micros / 1000000) AS time, "
              + columns
              + " FROM "
              + table
              + " ORDER BY symbol, micros) TO "
              + quoted(file)
              + " (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE 122880)");
    } catch (SQLException e) {
      throw new IOException("can't write " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads features in their order.
   *
   * @throws IOException when the file is no such table
   */
  public List<FeatureRow> readFeatures(Path file) throws IOException {
    List<FeatureRow> rows = new ArrayList<>();
    read(
        file,
        String.join(", ", FeatureRow.COLUMNS),
        row -> {
          float[] values = new float[FeatureRow.COLUMNS.size()];
          for (int i = 0; i < values.length; i++) {
            values[i] = row.getFloat(3 + i);
          }
          rows.add(FeatureRow.of(row.getString(1), instant(row.getLong(2)), values));
        });
    return rows;
  }

  /**
   * Reads predictions in their order.
   *
   * @throws IOException when the file is no such table
   */
  public List<Prediction> readPredictions(Path file) throws IOException {
    List<Prediction> rows = new ArrayList<>();
    read(
        file,
        "prediction",
        row ->
            rows.add(new Prediction(row.getString(1), instant(row.getLong(2)), row.getFloat(3))));
    return rows;
  }

  /** Takes one row of a result. */
  @FunctionalInterface
  private interface RowReader {
    void accept(ResultSet row) throws SQLException;
  }

  private void read(Path file, String columns, RowReader reader) throws IOException {
    String sql =
        "SELECT symbol, epoch_us(time), " + columns + " FROM read_parquet(" + quoted(file) + ")";
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        reader.accept(result);
      }
    } catch (SQLException e) {
      throw new IOException("can't read " + file + ": " + e.getMessage(), e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String quoted(Path file) {
    return "'" + file.toString().replace("'", "''") + "'";
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("can't close the embedded DuckDB", e);
    }
  }
}
