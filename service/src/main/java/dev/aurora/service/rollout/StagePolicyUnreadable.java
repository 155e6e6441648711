package dev.aurora.service.rollout;

import org.jspecify.annotations.Nullable;

/** Nobody can tell which stage a new execution is to take: none may start. */
public final class StagePolicyUnreadable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StagePolicyUnreadable(String why, @Nullable Throwable cause) {
    super("the stage policy can't be read, so no new execution starts: " + why, cause);
  }
}
