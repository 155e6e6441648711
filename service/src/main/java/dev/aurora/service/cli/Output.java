package dev.aurora.service.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What a command says: its result on standard output, as text or as one JSON document; everything
 * else on standard error. Not thread-safe.
 */
public final class Output {

  private final PrintStream out;
  private final PrintStream err;
  private final boolean terminal;
  private boolean json;
  private boolean debug;

  Output(PrintStream out, PrintStream err, boolean terminal) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  void useJson(boolean wanted) {
    json |= wanted;
  }

  void useDebug(boolean wanted) {
    debug |= wanted;
  }

  /** Whether the result is to be JSON. */
  public boolean json() {
    return json;
  }

  /** Whether stack traces are wanted. */
  public boolean debug() {
    return debug;
  }

  /** Whether a person watches, and colours and moving progress make sense. */
  public boolean terminal() {
    return terminal;
  }

  /** Writes one JSON document on a line of its own. */
  public void document(Object value) {
    out.println(toJson(value));
    out.flush();
  }

  /** Writes a line of the result; only for people, so nothing when JSON was asked for. */
  public void line(String text) {
    if (!json) {
      out.println(text);
      out.flush();
    }
  }

  /** Says what is going on, beside the result. */
  public void progress(String text) {
    if (terminal && !json) {
      err.println(text);
      err.flush();
    }
  }

  /** Says something that goes wrong or needs attention, whatever the form of the result. */
  public void message(String text) {
    err.println(text);
    err.flush();
  }

  /** Where lines of a result go that another class writes. */
  PrintStream results() {
    return out;
  }

  PrintWriter outWriter() {
    return new PrintWriter(out, true);
  }

  PrintWriter errWriter() {
    return new PrintWriter(err, true);
  }

  /** Rows with their columns aligned; the last column is not padded. */
  public void table(List<List<String>> rows) {
    List<Integer> widths = new ArrayList<>();
    for (List<String> row : rows) {
      for (int column = 0; column < row.size(); column++) {
        int width = row.get(column).length();
        if (column == widths.size()) {
          widths.add(width);
        }
        widths.set(column, Math.max(widths.get(column), width));
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        String cell = row.get(column);
        line.append(cell);
        if (column < row.size() - 1) {
          line.append(" ".repeat(widths.get(column) - cell.length() + 2));
        }
      }
      line(line.toString().stripTrailing());
    }
  }

  /** The JSON of {@code value}, on one line: decimals plain and exact, times RFC 3339 in UTC. */
  static String toJson(Object value) {
    try {
      return Json.MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a result always becomes JSON", e);
    }
  }

  /** Made on first use: most commands print text. */
  private static final class Json {
    static final ObjectMapper MAPPER =
        JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();
  }
}
