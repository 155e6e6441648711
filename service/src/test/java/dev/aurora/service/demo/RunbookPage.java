package dev.aurora.service.demo;

import dev.aurora.service.testing.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of the runbook, whose command lines a test runs one by one, as an operator would: a line
 * that the page no longer shows, or a new one that nobody runs, fails the test.
 */
final class RunbookPage {

  private static final Pattern LINE = Pattern.compile("(?m)^ {4}\\./aurora +(.+)$");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  private final String name;
  private final Deque<String> left;

  RunbookPage(String name) {
    this.name = name;
    try {
      String text = Files.readString(Checkout.root().resolve("ops-runbooks/" + name + ".md"));
      left = new ArrayDeque<>(LINE.matcher(text).results().map(line -> line.group(1)).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Words of the page's next command line, which must begin so. */
  List<String> next(String beginning) {
    String line = left.poll();
    if (line == null || !line.startsWith(beginning)) {
      throw new AssertionError(
          "%s shows `%s` where `%s ..` was run".formatted(name, line, beginning));
    }
    Matcher words = WORD.matcher(line.split(" {2,}#")[0].strip());
    return words.results().map(w -> w.group(1) == null ? w.group(2) : w.group(1)).toList();
  }

  /** Every line of the page was run. */
  void end() {
    if (!left.isEmpty()) {
      throw new AssertionError(name + " shows commands that nobody has run: " + left);
    }
  }
}
