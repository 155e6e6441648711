package dev.aurora.rules.cases;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where in a file of cases something stands, for a person who looks for it. Pure. */
final class CasePlaces {

  private final List<String> lines;

  CasePlaces(String text) {
    this.lines = text.lines().toList();
  }

  /**
   * {@code line:column} of a word in the case of that name, or of the case itself.
   *
   * @param name null = anywhere in the file
   * @param word null = the case itself
   */
  String of(@Nullable String name, @Nullable String word) {
    int first = name == null ? 0 : lineOf(name);
    int end = first + 1;
    while (end < lines.size() && (name == null || !lines.get(end).matches("\\s*- name:.*"))) {
      end++;
    }
    if (word != null) {
      for (int i = first; i < end; i++) {
        int column = lines.get(i).indexOf(word);
        if (column >= 0) {
          return (i + 1) + ":" + (column + 1);
        }
      }
    }
    String line = lines.isEmpty() ? "" : lines.get(first);
    return (first + 1) + ":" + (line.length() - line.stripLeading().length() + 1);
  }

  private int lineOf(String name) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains("name:") && lines.get(i).contains(name)) {
        return i;
      }
    }
    return 0;
  }
}
