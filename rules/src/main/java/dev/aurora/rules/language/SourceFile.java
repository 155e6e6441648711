package dev.aurora.rules.language;

/**
 * One file of a policy, exactly as signed.
 *
 * @param path relative to the policy folder, with {@code /}
 * @param text the whole text
 */
public record SourceFile(String path, String text) {

  /** The text of a line, from 1, without its end; empty behind the last line. */
  public String line(int number) {
    return text.lines().skip(number - 1L).findFirst().orElse("");
  }

  /** Name of the folder that holds the file; empty at the top. */
  public String folder() {
    int last = path.lastIndexOf('/');
    return last < 0 ? "" : path.substring(path.lastIndexOf('/', last - 1) + 1, last);
  }

  /** First part of the path, such as {@code pretrade}; empty at the top. */
  public String topFolder() {
    int first = path.indexOf('/');
    return first < 0 ? "" : path.substring(0, first);
  }
}
