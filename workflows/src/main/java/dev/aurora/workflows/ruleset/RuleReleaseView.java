package dev.aurora.workflows.ruleset;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a release stands in the books.
 *
 * @param until when it ends by itself; null = it stays, or is not in force
 * @param workers every process, and whether it has the set ready and answers by it
 * @param detail one sentence for a person
 */
public record RuleReleaseView(
    RuleReleaseStage stage, @Nullable Instant until, List<String> workers, String detail) {

  public RuleReleaseView {
    Objects.requireNonNull(stage, "stage");
    workers = List.copyOf(workers);
    Objects.requireNonNull(detail, "detail");
  }
}
