package dev.aurora.service.temporal;

import org.jspecify.annotations.Nullable;

/**
 * The Temporal server and namespace to talk to.
 *
 * @param address host and port of its gRPC front end
 * @param namespace Temporal namespace
 * @param uiUrl address of its web UI; null where it isn't known
 * @param embedded whether Aurora started it and may stop it
 */
public record TemporalTarget(
    String address, String namespace, @Nullable String uiUrl, boolean embedded) {

  public TemporalTarget {
    if (address.isBlank() || namespace.isBlank()) {
      throw new IllegalArgumentException("a Temporal target has an address and a namespace");
    }
  }
}
