package dev.aurora.service.market;

import dev.aurora.service.market.BarFormatException.Problem;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A plain CSV file (no quoting; such a file needs none) with a header, read strictly.
 *
 * @param file name for messages
 * @param header column names as written
 * @param rows cells of each row, with the line it stood in
 */
public record CsvTable(String file, List<String> header, List<Row> rows) {

  /** One row and its 1-based line. */
  public record Row(int line, String[] cells) {}

  /**
   * Reads a file, decompressing it when its name ends in {@code .gz}.
   *
   * @throws BarFormatException when it is no such table
   * @throws IOException when it can't be read at all
   */
  public static CsvTable read(Path path) throws IOException {
    return parse(path.toString(), Files.readAllBytes(path), path.toString().endsWith(".gz"));
  }

  private static CsvTable parse(String file, byte[] bytes, boolean compressed) throws IOException {
    try (InputStream raw = new ByteArrayInputStream(bytes);
        InputStream in = compressed ? new GZIPInputStream(raw) : raw;
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    in,
                    StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)))) {
      return parse(file, reader);
    } catch (ZipException | CharacterCodingException | EOFException e) {
      throw new BarFormatException(
          Problem.ENCODING, file, 0, "", String.valueOf(e.getMessage()), "UTF-8 text, whole");
    }
  }

  private static CsvTable parse(String file, BufferedReader reader) throws IOException {
    String first = reader.readLine();
    if (first == null || first.isBlank()) {
      throw new BarFormatException(
          Problem.EMPTY, file, 1, "", "no header", "a header naming the columns");
    }
    List<String> header = List.of(first.split(",", -1));
    List<Row> rows = new ArrayList<>();
    int line = 1;
    for (String text = reader.readLine(); text != null; text = reader.readLine()) {
      line++;
      String[] cells = text.split(",", -1);
      if (cells.length != header.size()) {
        throw new BarFormatException(
            Problem.COLUMNS, file, line, "", cells.length + " cells", header.size() + " cells");
      }
      rows.add(new Row(line, cells));
    }
    if (rows.isEmpty()) {
      throw new BarFormatException(Problem.EMPTY, file, 0, "", "no rows", "at least one row");
    }
    return new CsvTable(file, header, rows);
  }

  /**
   * Index of the one column with this name, whatever its case.
   *
   * @throws BarFormatException when there is none or more than one
   */
  public int column(String name) {
    int found = find(name);
    if (found < 0) {
      throw new BarFormatException(
          Problem.COLUMNS,
          file,
          1,
          name,
          "columns " + String.join(",", header),
          "a column " + name);
    }
    return found;
  }

  /** Like {@link #column}, -1 when there is none. */
  public int find(String name) {
    int found = -1;
    for (int i = 0; i < header.size(); i++) {
      if (header.get(i).equalsIgnoreCase(name)) {
        if (found >= 0) {
          throw new BarFormatException(
              Problem.COLUMNS, file, 1, name, "the column twice", "each column once");
        }
        found = i;
      }
    }
    return found;
  }

  /** A cell that is wrong. */
  public BarFormatException wrong(Problem problem, Row row, int column, String expected) {
    return new BarFormatException(
        problem, file, row.line(), header.get(column), "'" + row.cells()[column] + "'", expected);
  }
}
