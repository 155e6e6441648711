package dev.aurora.service.person;

/** What two persons must have meant alike, as one text. */
public final class PayloadDigest {

  private PayloadDigest() {}

  /** Of these parts in this order; no other parts have the same. */
  public static String of(String... parts) {
    StringBuilder all = new StringBuilder();
    for (String part : parts) {
      all.append(part.length()).append(':').append(part).append(';');
    }
    return "sha256:" + Secrets.digest(all.toString());
  }
}
