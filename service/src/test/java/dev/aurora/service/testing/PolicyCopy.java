package dev.aurora.service.testing;

import dev.aurora.rules.engine.LoadResult;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.engine.RuleSetLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/** A copy of the shipped policy, to be changed by a test. */
public final class PolicyCopy {

  private static final Path SHIPPED = Checkout.root().resolve("rules/policy");

  private final Path folder;

  private PolicyCopy(Path folder) {
    this.folder = folder;
  }

  /**
   * Copies the shipped policy.
   *
   * @param folder empty, or not there yet
   */
  public static PolicyCopy in(Path folder) {
    try (Stream<Path> files = Files.walk(SHIPPED)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(SHIPPED.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new PolicyCopy(folder);
  }

  /** The shipped policy itself. */
  public static RuleSet shipped() {
    return load(SHIPPED);
  }

  /**
   * Sets limits in every scope that names them.
   *
   * @param limits a name as in limits.drl, or a regular expression for several
   */
  public PolicyCopy limit(String limits, String value) {
    Path file = folder.resolve("limits.drl");
    String text = read(file);
    String edited =
        text.replaceAll(
            "(\\$limits\\.(?:%s))\\(\"[^\"]*\"\\)".formatted(limits), "$1(\"" + value + "\")");
    if (edited.equals(text)) {
      throw new IllegalArgumentException("no such limit, or it had that value: " + limits);
    }
    return write(file, edited);
  }

  /** Removes a control or breaker, such as {@code pretrade/price-band}. */
  public PolicyCopy without(String control) {
    try (Stream<Path> files = Files.list(folder.resolve(control))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder.resolve(control));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Adds rules to a file, such as {@code pretrade/lot-size/lot-size.drl}. */
  public PolicyCopy append(String file, String rules) {
    try {
      Files.writeString(folder.resolve(file), rules, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  public Path folder() {
    return folder;
  }

  /** The rules as they are now; they must be clean. */
  public RuleSet load() {
    return load(folder);
  }

  private static RuleSet load(Path policy) {
    return switch (RuleSetLoader.shipped().load(policy)) {
      case LoadResult.Loaded loaded -> loaded.ruleSet();
      case LoadResult.Refused refused ->
          throw new IllegalArgumentException("not clean: " + refused.problems());
    };
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PolicyCopy write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }
}
