package dev.aurora.service.journal.order;

/**
 * Why an order ended or stands where it stands.
 *
 * @param code typed by its source, such as {@code INSUFFICIENT_CASH} or a latch's command id
 * @param detail one sentence for a person
 */
public record StateReason(String code, String detail) {

  private static final int LENGTH_MAX = 1000;

  public StateReason {
    if (code.isBlank()) {
      throw new IllegalArgumentException("a reason needs a code");
    }
  }

  /** The text that the books keep; an end is never lost for the length of its reason. */
  public String text() {
    String text = code + ": " + detail;
    return text.length() <= LENGTH_MAX ? text : text.substring(0, LENGTH_MAX);
  }
}
