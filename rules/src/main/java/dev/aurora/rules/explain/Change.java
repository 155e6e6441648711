package dev.aurora.rules.explain;

/**
 * One value of the facts that is different.
 *
 * @param path such as {@code order.quantity}
 * @param from as it stands
 * @param to what it would have to be
 */
public record Change(String path, String from, String to) {

  /** Where nothing stands yet. */
  static final String NONE = "none";

  /** For a person. */
  public String text() {
    return path + " " + from + " -> " + to;
  }
}
