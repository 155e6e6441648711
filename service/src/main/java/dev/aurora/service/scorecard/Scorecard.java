package dev.aurora.service.scorecard;

import dev.aurora.service.evidence.Evidence;
import dev.aurora.service.evidence.EvidenceBook;
import dev.aurora.service.evidence.EvidenceKey;
import dev.aurora.service.scorecard.ScorecardReport.Item;
import dev.aurora.service.scorecard.ScorecardReport.Open;
import dev.aurora.service.scorecard.ScorecardReport.Why;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Works the scorecard out from evidence, anew on every call; nothing of it is stored. An item is
 * done only while every piece of evidence that it needs exists, is green, is younger than its shelf
 * life and was made of what stands here now. Thread-safe.
 */
public final class Scorecard {

  private final ScorecardDefinition definition;
  private final EvidenceBook book;
  private final Supplier<CurrentDigests> looks;
  private final Clock clock;

  /**
   * @param looks gives what stands here now, looked at anew
   * @param clock wall time: evidence from its future does not count
   */
  public Scorecard(
      ScorecardDefinition definition,
      EvidenceBook book,
      Supplier<CurrentDigests> looks,
      Clock clock) {
    this.definition = definition;
    this.book = book;
    this.looks = looks;
    this.clock = clock;
  }

  /** How things stand now. */
  public ScorecardReport read() {
    Instant now = clock.instant();
    Map<EvidenceKey, Evidence> newest = book.newest();
    CurrentDigests current = looks.get();
    List<Item> items = new ArrayList<>();
    for (ScorecardItem item : definition.items()) {
      List<Open> open = new ArrayList<>();
      for (Need need : item.needs()) {
        Optional.ofNullable(newest.get(need.key()))
            .map(found -> against(need, found, current, now))
            .orElseGet(() -> Optional.of(open(need, Why.MISSING, "there is no evidence of it")))
            .ifPresent(open::add);
      }
      items.add(
          new Item(
              item.id(),
              item.area(),
              item.phase(),
              item.text(),
              open.isEmpty(),
              item.needs().stream().map(need -> need.key().toString()).toList(),
              open));
    }
    return ScorecardReport.of(items, definition.thresholds(), now);
  }

  /** What speaks against counting a piece of evidence; empty when nothing does. */
  private Optional<Open> against(Need need, Evidence found, CurrentDigests current, Instant now) {
    if (!found.green()) {
      return Optional.of(open(need, Why.RED, String.join("; ", found.reasons())));
    }
    Duration age = Duration.between(found.at(), now);
    if (age.isNegative()) {
      return Optional.of(
          open(need, Why.OLD, "it is dated " + found.at() + ", which is yet to come"));
    }
    if (age.compareTo(need.shelfLife()) > 0) {
      return Optional.of(
          open(
              need,
              Why.OLD,
              "it is of %s: %d days are too old, at most %d count"
                  .formatted(found.at(), age.toDays(), need.shelfLife().toDays())));
    }
    Optional<String> stands = current.of(need.key());
    if (stands.isPresent() && !stands.get().equals(found.digest())) {
      return Optional.of(
          open(need, Why.STALE, "it was made of " + found.digest() + ", not of what stands here"));
    }
    return tooSlow(need, found);
  }

  private static Optional<Open> tooSlow(Need need, Evidence found) {
    Integer most = need.secondsMax();
    if (most == null) {
      return Optional.empty();
    }
    boolean inTime =
        found.details().get("seconds") instanceof Number took && took.doubleValue() <= most;
    return inTime
        ? Optional.empty()
        : Optional.of(
            open(
                need,
                Why.SLOW,
                "it took %s s, at most %d count"
                    .formatted(
                        found.details().getOrDefault("seconds", "an unknown number of"), most)));
  }

  private static Open open(Need need, Why why, String because) {
    return new Open(need.key().toString(), why, because, need.close());
  }
}
