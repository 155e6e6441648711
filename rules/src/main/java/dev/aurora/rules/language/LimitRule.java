package dev.aurora.rules.language;

import java.util.List;

/**
 * The numbers of one scope in {@code limits.drl}, as written.
 *
 * @param scope such as {@code strategy:momentum}
 */
public record LimitRule(String name, String scope, Span scopeSpan, List<Setting> settings) {

  public LimitRule {
    settings = List.copyOf(settings);
  }

  /**
   * One limit that is set.
   *
   * @param limit property name, such as {@code orderValueMax}
   * @param value the text between the quotes
   */
  public record Setting(String limit, String value, Span limitSpan, Span valueSpan) {}
}
