package dev.aurora.service.release;

/**
 * Why something stands as it was.
 *
 * @param roleLacking whether another person might do it
 * @param code stable word for programs
 * @param detail what is the matter, one sentence
 * @param remedy what to do
 */
public record Refusal(boolean roleLacking, String code, String detail, String remedy) {

  static Refusal of(String code, String detail, String remedy) {
    return new Refusal(false, code, detail, remedy);
  }
}
