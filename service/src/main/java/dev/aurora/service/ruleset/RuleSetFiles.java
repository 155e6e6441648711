package dev.aurora.service.ruleset;

import dev.aurora.rules.language.SourceFile;
import dev.aurora.service.journal.decision.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The texts of a rule set: rules, limits and cases, and the reports once there are some. Immutable.
 *
 * @param byPath path within the policy's folder, with {@code /}, to the whole text
 */
public record RuleSetFiles(SortedMap<String, String> byPath) {

  /** Reports stand beside the policy, under a name that no rule can have. */
  public static final String REPORTS = "reports/";

  private static final String RULES = ".drl";
  private static final String CASES = ".cases.yaml";
  private static final String BASES = "bases.yaml";

  /** Overrides have a life of their own: they are no part of the rule set that they bend. */
  private static final String OVERRIDES = "overrides/";

  private static final int DEPTH_MAX = 8;
  private static final int FILES_MAX = 2_000;
  private static final int LENGTH_MAX = 1_000_000;
  private static final int PATH_LENGTH_MAX = 300;

  public RuleSetFiles {
    byPath = Collections.unmodifiableSortedMap(new TreeMap<>(byPath));
    if (byPath.size() > FILES_MAX) {
      throw new IllegalArgumentException("more than " + FILES_MAX + " files");
    }
    byPath.forEach(RuleSetFiles::requireSane);
  }

  /** Paths become files in a folder of ours: none may lead out of it. */
  private static void requireSane(String path, String text) {
    boolean sane =
        path.matches("[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")
            && path.length() <= PATH_LENGTH_MAX;
    if (!sane || text.length() > LENGTH_MAX) {
      throw new IllegalArgumentException("no file of a policy: " + path);
    }
  }

  public static RuleSetFiles of(Map<String, String> byPath) {
    return new RuleSetFiles(new TreeMap<>(byPath));
  }

  /**
   * Rules, limits and cases of a folder, as they are at this moment.
   *
   * @throws IOException when one can't be read as text in UTF-8
   */
  public static RuleSetFiles read(Path folder) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(folder, DEPTH_MAX)) {
      for (Path path : found.filter(file -> isPolicy(folder, file)).toList()) {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
          throw new IOException("not a regular file: " + path);
        }
        files.put(name(folder, path), Files.readString(path));
      }
    }
    return new RuleSetFiles(files);
  }

  private static boolean isPolicy(Path folder, Path path) {
    String name = name(folder, path);
    return !name.startsWith(OVERRIDES)
        && (name.endsWith(RULES) || name.endsWith(CASES) || name.equals(BASES));
  }

  private static String name(Path folder, Path path) {
    return folder.relativize(path).toString().replace('\\', '/');
  }

  /** {@code sha256:<hex>} over every path and text. */
  public String digest() {
    List<String> parts = new ArrayList<>();
    byPath.forEach(
        (path, text) -> {
          parts.add(path);
          parts.add(text);
        });
    return Digests.sha256(parts.toArray(String[]::new));
  }

  /** Rules and limits: what the engine is built of. */
  public List<SourceFile> sources() {
    return byPath.entrySet().stream()
        .filter(file -> file.getKey().endsWith(RULES))
        .map(file -> new SourceFile(file.getKey(), file.getValue()))
        .toList();
  }

  /** Rules alone, without the numbers: two sets with equal ones differ in limits and cases only. */
  public List<SourceFile> rules() {
    return sources().stream().filter(file -> file.path().contains("/")).toList();
  }

  /** The same policy without reports. */
  public RuleSetFiles policy() {
    SortedMap<String, String> policy = new TreeMap<>(byPath);
    policy.keySet().removeIf(path -> path.startsWith(REPORTS));
    return new RuleSetFiles(policy);
  }

  /** The same with a report more. */
  public RuleSetFiles with(String report, String text) {
    SortedMap<String, String> more = new TreeMap<>(byPath);
    more.put(REPORTS + report, text);
    return new RuleSetFiles(more);
  }

  /** A report's text; empty when there is none. */
  public String report(String name) {
    return byPath.getOrDefault(REPORTS + name, "");
  }

  /** Writes the policy into an empty folder. */
  void writeTo(Path folder) throws IOException {
    for (Map.Entry<String, String> file : policy().byPath.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Path parent = path.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.writeString(path, file.getValue());
    }
  }
}
