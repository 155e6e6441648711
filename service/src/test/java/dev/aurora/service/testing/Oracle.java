package dev.aurora.service.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** Answers that independent programs computed, from the test resources. */
public final class Oracle {

  private Oracle() {}

  /** Rows of a CSV (or CSV.gz) by column name. */
  public static List<Map<String, String>> csv(String name) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(open(name), StandardCharsets.UTF_8))) {
      List<String> lines = reader.lines().toList();
      String[] header = lines.getFirst().split(",", -1);
      List<Map<String, String>> rows = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        String[] cells = line.split(",", -1);
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < header.length; i++) {
          row.put(header[i], cells[i]);
        }
        rows.add(row);
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The content of an oracle file, decompressed. */
  public static InputStream open(String name) throws IOException {
    InputStream in =
        Objects.requireNonNull(Oracle.class.getResourceAsStream("/oracles/" + name), name);
    return name.endsWith(".gz") ? new GZIPInputStream(in) : in;
  }
}
