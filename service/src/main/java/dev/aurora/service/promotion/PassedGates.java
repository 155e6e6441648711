package dev.aurora.service.promotion;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.service.evidence.Evidence;
import dev.aurora.service.evidence.EvidenceBook;
import dev.aurora.service.evidence.EvidenceKey;
import dev.aurora.service.evidence.EvidenceKind;
import dev.aurora.service.evidence.GateNights;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the gates said that a promotion needs, from the evidence in the books. They stand here by
 * name: a gate that an installation doesn't run is one that was not passed. Thread-safe.
 */
public final class PassedGates {

  /** Gates that a promotion needs, by level. */
  public static final Map<GateLevel, List<String>> NEEDED =
      Map.of(
          GateLevel.L0,
          List.of("timezones", "dtypes", "snapshot", "flags"),
          GateLevel.L1,
          List.of(
              "corporate-actions",
              "export-parity",
              "mutation",
              "idempotency",
              "breakers",
              "kill-switch",
              "reconciliation"),
          GateLevel.L2,
          List.of("ratchet", "determinism"));

  /** How long a verdict counts that no night repeats. */
  static final Duration SHELF_LIFE = Duration.ofDays(7);

  private final EvidenceBook evidence;

  public PassedGates(EvidenceBook evidence) {
    this.evidence = evidence;
  }

  /** The nights of L1. */
  public GateNights nights(Instant now) {
    return evidence.nights(GateLevel.L1.name(), Set.copyOf(ids(GateLevel.L1)), now);
  }

  /** Whether the last verdict of every L2 gate is green; null while one was not judged lately. */
  public @Nullable Boolean l2Green(Instant now) {
    boolean all = true;
    for (String id : ids(GateLevel.L2)) {
      Optional<Evidence> last = lately(key(GateLevel.L2, id), now);
      if (last.isEmpty()) {
        return null;
      }
      all &= last.get().green();
    }
    return all;
  }

  /** Whether the last verdict on the flags is green; null while they were not judged lately. */
  @Nullable Boolean flagsGreen(Instant now) {
    return lately(key(GateLevel.L0, "flags"), now).map(Evidence::green).orElse(null);
  }

  /** The newest on a key; what is older than {@link #SHELF_LIFE} says nothing of today. */
  private Optional<Evidence> lately(EvidenceKey key, Instant now) {
    return evidence.newest(key).filter(last -> last.at().isAfter(now.minus(SHELF_LIFE)));
  }

  /** The highest level whose gates were green when they were judged last. */
  GateLevel reached(Instant now) {
    if (nights(now).greenInARow() == 0) {
      return GateLevel.L0;
    }
    return Boolean.TRUE.equals(l2Green(now)) ? GateLevel.L2 : GateLevel.L1;
  }

  /** Ids of the gates of a level that a promotion needs. */
  public static List<String> ids(GateLevel level) {
    return NEEDED.getOrDefault(level, List.of());
  }

  /** Of every gate that a promotion needs. */
  static Set<EvidenceKey> keys() {
    return NEEDED.entrySet().stream()
        .flatMap(level -> level.getValue().stream().map(gate -> key(level.getKey(), gate)))
        .collect(Collectors.toSet());
  }

  static EvidenceKey key(GateLevel level, String gate) {
    return new EvidenceKey(EvidenceKind.GATE, level + "/" + gate);
  }
}
