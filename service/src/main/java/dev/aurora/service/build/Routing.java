package dev.aurora.service.build;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the Temporal server sends new executions, at one look.
 *
 * @param current build of new executions; null = none is
 * @param ramping build that a share of them takes; null = none does
 * @param percent that share
 * @param rampingSince when it became that share; the epoch when none ramps
 * @param complete whether every part of the server acts on it already
 * @param versions builds that the server knows
 * @param token of this look: a change that names an older one is refused by the server
 */
record Routing(
    @Nullable String current,
    @Nullable String ramping,
    int percent,
    Instant rampingSince,
    boolean complete,
    List<Version> versions,
    ByteString token) {

  static final Routing NONE =
      new Routing(null, null, 0, Instant.EPOCH, true, List.of(), ByteString.EMPTY);

  Routing {
    versions = List.copyOf(versions);
  }

  /**
   * A build as the server knows it.
   *
   * @param status in the server's words, such as CURRENT, RAMPING, DRAINING, DRAINED, INACTIVE
   */
  record Version(String build, String status) {}

  /** The same with another current build. */
  Routing withCurrent(String build) {
    return new Routing(
        build,
        build.equals(ramping) ? null : ramping,
        build.equals(ramping) ? 0 : percent,
        rampingSince,
        complete,
        versions,
        token);
  }

  Optional<Version> version(String build) {
    return versions.stream().filter(version -> version.build().equals(build)).findFirst();
  }
}
