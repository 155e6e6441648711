package dev.aurora.workflows.rollout;

import java.util.Objects;

/**
 * One figure of the new path, held against its limit.
 *
 * @param name such as {@code denial-rate}
 * @param observed on the new path, with its unit
 * @param limit what it was held against
 * @param red above its limit, or not to be read
 */
public record PathMetric(String name, String observed, String limit, boolean red) {

  public PathMetric {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(observed, "observed");
    Objects.requireNonNull(limit, "limit");
  }

  /** As a person reads it, and as the books keep it. */
  public String sentence() {
    return name + " " + observed + " (limit " + limit + ")" + (red ? " RED" : "");
  }
}
