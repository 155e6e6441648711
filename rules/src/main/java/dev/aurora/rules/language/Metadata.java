package dev.aurora.rules.language;

/**
 * One {@code @name("value")} of a rule.
 *
 * @param value without its quotes
 */
public record Metadata(String name, String value, Span span) {}
