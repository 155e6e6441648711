package dev.aurora.rules.json;

/** Stops the reading of a line at its first fault; becomes a {@link FactsLine.Unreadable}. */
final class BadFact extends Exception {

  private static final long serialVersionUID = 1L;

  private final String path;
  private final String found;
  private final String expected;

  BadFact(String path, String found, String expected) {
    // No stack trace: a fault of the input says all by its three texts.
    super(path + ": " + found, null, false, false);
    this.path = path;
    this.found = found;
    this.expected = expected;
  }

  String path() {
    return path;
  }

  String found() {
    return found;
  }

  String expected() {
    return expected;
  }
}
