package dev.aurora.service.promotion;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.service.evidence.Evidence;
import dev.aurora.service.evidence.EvidenceBook;
import dev.aurora.service.evidence.EvidenceKey;
import dev.aurora.service.evidence.EvidenceKind;
import dev.aurora.service.evidence.GateNights;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  private final EvidenceBook evidence;

  public PassedGates(EvidenceBook evidence) {
    this.evidence = evidence;
  }

  /** The nights of L1. */
  public GateNights nights(Instant now) {
    return evidence.nights(GateLevel.L1.name(), Set.copyOf(ids(GateLevel.L1)), now);
  }

  /** Whether the last verdict of every L2 gate is green; null while one was never judged. */
  public @Nullable Boolean l2Green() {
    boolean all = true;
    for (String id : ids(GateLevel.L2)) {
      Optional<Evidence> last = evidence.newest(key(GateLevel.L2, id));
      if (last.isEmpty()) {
        return null;
      }
      all &= last.get().green();
    }
    return all;
  }

  /** The highest level whose gates were green when they were judged last. */
  GateLevel reached(Instant now) {
    if (nights(now).greenInARow() == 0) {
      return GateLevel.L0;
    }
    return Boolean.TRUE.equals(l2Green()) ? GateLevel.L2 : GateLevel.L1;
  }

  /** Ids of the gates of a level that a promotion needs. */
  static List<String> ids(GateLevel level) {
    return NEEDED.getOrDefault(level, List.of());
  }

  static EvidenceKey key(GateLevel level, String gate) {
    return new EvidenceKey(EvidenceKind.GATE, level + "/" + gate);
  }
}
