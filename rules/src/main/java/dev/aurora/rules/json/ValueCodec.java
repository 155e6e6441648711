package dev.aurora.rules.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Reads and writes the values of one type; values are never null. Thread-safe. */
interface ValueCodec {

  /**
   * Reads the value at the parser's current token, which is not null.
   *
   * @param path JSON path of the value, for the fault
   */
  Object read(JsonParser in, String path) throws IOException, BadFact;

  void write(JsonGenerator out, Object value) throws IOException;
}
