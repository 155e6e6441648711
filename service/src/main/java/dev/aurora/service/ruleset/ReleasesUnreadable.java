package dev.aurora.service.ruleset;

import org.jspecify.annotations.Nullable;

/** Nobody can tell which rule set is in force: nothing is approved by any. */
public final class ReleasesUnreadable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ReleasesUnreadable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
