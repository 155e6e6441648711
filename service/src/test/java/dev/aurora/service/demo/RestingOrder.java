package dev.aurora.service.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An order that a person may give after the first run of the sample strategy, and that rests. */
final class RestingOrder {

  /** The session whose close it is decided at. */
  static final String SESSION = "2013-02-27";

  private RestingOrder() {}

  /** A file with it, for {@code orders submit}. */
  static String file(Path folder, String id, String limit) {
    ObjectMapper json = new ObjectMapper();
    ObjectNode order = json.createObjectNode();
    order.put("clientOrderId", id);
    order.put("account", "PAPER-1");
    order.put("strategy", "momentum");
    order.put("modelVersion", "gbt-8fdb9d0b9765");
    order.put("venue", "PAPER");
    order.put("symbol", "AAPL");
    order.put("side", "BUY");
    order.put("type", "LIMIT");
    order.put("quantity", "5");
    order.put("limitPrice", limit);
    order.put("timeInForce", "DAY");
    order.put("origin", "STRATEGY");
    order.put("decidedAt", SESSION + "T21:00:00Z");
    try {
      return Files.writeString(
              Files.createTempFile(folder, "order", ".json"), json.writeValueAsString(order))
          .toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
