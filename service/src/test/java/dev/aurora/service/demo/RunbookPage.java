package dev.aurora.service.demo;

import dev.aurora.service.testing.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A page of the runbook, whose command lines a test runs, as an operator would: a line that the
 * page no longer shows, or one that nobody runs, fails the test.
 */
final class RunbookPage {

  private static final Pattern LINE = Pattern.compile("(?m)^ {4}\\./aurora +(.+)$");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  private final String name;
  private final List<String> left = new ArrayList<>();

  RunbookPage(String name) {
    this.name = name;
    try {
      String text = Files.readString(Checkout.root().resolve("ops-runbooks/" + name + ".md"));
      LINE.matcher(text)
          .results()
          .forEach(line -> left.add(line.group(1).split(" {2,}#")[0].strip()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Words of the first command line that begins so and was not taken yet. */
  List<String> take(String beginning) {
    String line =
        left.stream()
            .filter(shown -> shown.startsWith(beginning))
            .findFirst()
            .orElseThrow(() -> new AssertionError(name + " shows no `" + beginning + " ..`"));
    left.remove(line);
    return WORD.matcher(line)
        .results()
        .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
        .toList();
  }

  /** Every line of the page was run. */
  void end() {
    if (!left.isEmpty()) {
      throw new AssertionError(name + " shows commands that nobody has run: " + left);
    }
  }
}
