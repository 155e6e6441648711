package dev.aurora.rules.testing;

import dev.aurora.rules.language.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The corpus of attacks, one rule file each, under {@code src/test/resources/attacks}. Those that
 * could run code set a system property by which it would be noticed. {@code @@5000 (@@} stands for
 * 5000 times what follows the number.
 */
public final class Attacks {

  /** Set by an attack that gets to run. */
  public static final String CANARY = "aurora.attack";

  private static final Path CORPUS = Path.of("src/test/resources/attacks");
  private static final Pattern REPEATED = Pattern.compile("@@([0-9]+) (.+?)@@", Pattern.DOTALL);

  private Attacks() {}

  /**
   * One attack.
   *
   * @param name kind and name, such as {@code action/runtime-exec}
   */
  public record Attack(String name, String text) {

    /** The attack as the file of a control that exists. */
    public SourceFile file() {
      return new SourceFile("pretrade/order-value-max/order-value-max.drl", text);
    }

    /** Whether it would set the canary. */
    public boolean tellsWhenItRuns() {
      return text.contains(CANARY);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** All of them, by name. */
  public static List<Attack> all() {
    try (Stream<Path> files = Files.walk(CORPUS)) {
      return files.filter(Files::isRegularFile).sorted().map(Attacks::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Attack read(Path file) {
    try {
      String name = CORPUS.relativize(file).toString().replace('\\', '/').replace(".drl", "");
      return new Attack(name, REPEATED.matcher(Files.readString(file)).replaceAll(Attacks::repeat));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String repeat(MatchResult found) {
    String text = found.group(2).replace("\\n", "\n");
    return java.util.regex.Matcher.quoteReplacement(text.repeat(Integer.parseInt(found.group(1))));
  }
}
