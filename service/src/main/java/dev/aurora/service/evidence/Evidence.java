package dev.aurora.service.evidence;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One piece of evidence.
 *
 * @param digest of what was judged; empty when there was nothing to digest, as for a gate without
 *     artifacts
 * @param build program or sources that judged; empty when nobody said
 * @param green whether it shows that the subject holds; exactly when there are no reasons
 * @param reasons why not, for a person
 * @param details counts and figures: texts, numbers, booleans, lists and maps thereof
 * @param source where it came from: a workflow, a command, a report file
 * @param at when it was judged, wall time
 */
public record Evidence(
    EvidenceKey key,
    String digest,
    String build,
    boolean green,
    List<String> reasons,
    Map<String, Object> details,
    String source,
    Instant at) {

  public Evidence {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(digest, "digest");
    Objects.requireNonNull(build, "build");
    reasons = List.copyOf(reasons);
    details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(at, "at");
    if (green != reasons.isEmpty()) {
      throw new IllegalArgumentException(
          key + " is green exactly when there is no reason against it: " + reasons);
    }
  }
}
