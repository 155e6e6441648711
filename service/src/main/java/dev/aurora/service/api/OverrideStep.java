package dev.aurora.service.api;

import org.jspecify.annotations.Nullable;

/**
 * A person's word on an override.
 *
 * @param said why
 */
public record OverrideStep(@Nullable String said) {

  /** Why, or nothing. */
  String reason() {
    return said == null ? "" : said;
  }
}
