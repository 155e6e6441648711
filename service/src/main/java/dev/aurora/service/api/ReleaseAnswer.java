package dev.aurora.service.api;

import dev.aurora.service.release.KillRelease;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a release.
 *
 * @param outcome WAITING = one of two persons has approved; EASED = reducers pass; RELEASED = over
 * @param persons who approved, so far
 * @param others who may be the second; empty unless WAITING
 * @param until wall time by which the second must have; null unless WAITING
 * @param pageBehind whether the kill switch's page in the web UI doesn't show it yet
 */
public record ReleaseAnswer(
    String id,
    String outcome,
    String persons,
    List<String> others,
    @Nullable Instant until,
    boolean pageBehind) {

  public ReleaseAnswer {
    others = List.copyOf(others);
  }

  static ReleaseAnswer of(KillRelease.Waiting waiting) {
    return new ReleaseAnswer(
        waiting.latch().latch().commandId(),
        "WAITING",
        waiting.approval().first().person(),
        waiting.approval().others(),
        waiting.approval().first().expires(),
        false);
  }

  static ReleaseAnswer of(KillRelease.Done done, boolean pageBehind) {
    return new ReleaseAnswer(
        done.latch().latch().commandId(),
        done.latch().inForce() ? "EASED" : "RELEASED",
        String.valueOf(done.latch().releasedBy()),
        List.of(),
        null,
        pageBehind);
  }

  /** One sentence for a person. */
  public String sentence() {
    return switch (outcome) {
      case "WAITING" ->
          "1 of 2: %s has approved the release of %s. Until %s another person must: %s"
              .formatted(
                  persons,
                  id,
                  until,
                  others.isEmpty()
                      ? "nobody who is known may; `aurora persons add` adds a person"
                      : String.join(", ", others));
      case "EASED" ->
          "eased %s by %s: reducers pass; a second release opens it fully".formatted(id, persons);
      default -> "released %s by %s".formatted(id, persons);
    };
  }
}
