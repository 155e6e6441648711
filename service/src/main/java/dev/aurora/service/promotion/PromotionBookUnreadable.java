package dev.aurora.service.promotion;

import org.jspecify.annotations.Nullable;

/** What was promoted can't be read, or is not as it was written: nothing may be granted on it. */
public final class PromotionBookUnreadable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PromotionBookUnreadable(String detail, @Nullable Throwable cause) {
    super("the book of promotions can't be read: " + detail, cause);
  }
}
