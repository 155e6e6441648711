package dev.aurora.rules.language;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rule as written, before names and kinds are looked at. Parts that couldn't be read are null,
 * and a problem says so.
 *
 * @param comment the comment lines directly above, without their slashes
 * @param variable of the pattern, such as {@code $check}
 * @param factType of the pattern, such as {@code OrderCheck}
 * @param broken true when part of the rule couldn't be read: what is missing then isn't reported a
 *     second time
 * @param span the rule's first line
 */
record ParsedRule(
    String name,
    Span nameSpan,
    String comment,
    List<Metadata> metadata,
    @Nullable String factType,
    @Nullable Span factSpan,
    List<Condition> conditions,
    List<Call> actions,
    Span actionSpan,
    boolean broken,
    Span span) {

  /**
   * One statement of an action.
   *
   * @param argument the quoted text inside its parentheses; null when they are empty
   */
  record Call(String verb, @Nullable String argument, Span span, Span argumentSpan) {}

  Optional<Metadata> metadata(String key) {
    return metadata.stream().filter(entry -> entry.name().equals(key)).findFirst();
  }
}
