package dev.aurora.rules.fact;

import dev.aurora.rules.fact.BaseFact.Section;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A set of base facts in two words (there are more than 64 of them). Immutable.
 *
 * @param low bits of the sections order, instrument, quote and position, and of now
 * @param high bits of the sections session, account, activity and control
 */
record FactBits(long low, long high) {

  static final FactBits NONE = new FactBits(0, 0);

  static FactBits of(BaseFact... facts) {
    long low = 0;
    long high = 0;
    for (BaseFact fact : facts) {
      if (fact.section().inLowWord()) {
        low |= fact.mask();
      } else {
        high |= fact.mask();
      }
    }
    return new FactBits(low, high);
  }

  FactBits and(FactBits other) {
    return new FactBits(low & other.low, high & other.high);
  }

  FactBits or(FactBits other) {
    return new FactBits(low | other.low, high | other.high);
  }

  boolean has(BaseFact fact) {
    return ((fact.section().inLowWord() ? low : high) & fact.mask()) != 0;
  }

  /** Non-zero exactly when the set is not empty; which fact a bit means is not told by it. */
  long folded() {
    return low | high;
  }

  /** JSON paths of the facts, one path for a section that is absent as a whole. */
  List<String> pathsIn(OrderFacts facts) {
    Set<String> paths = new LinkedHashSet<>();
    for (BaseFact fact : BaseFact.values()) {
      if (has(fact)) {
        paths.add(pathOf(fact, facts));
      }
    }
    return new ArrayList<>(paths);
  }

  private static String pathOf(BaseFact fact, OrderFacts facts) {
    Section section = fact.section();
    if (section.absentIn(facts)) {
      return section.key();
    }
    if (fact == BaseFact.SECTOR_EXPOSURE
        && facts.account() != null
        && facts.account().sectorExposure() != null
        && facts.instrument() != null) {
      return fact.path() + "." + facts.instrument().sector();
    }
    return fact.path();
  }
}
