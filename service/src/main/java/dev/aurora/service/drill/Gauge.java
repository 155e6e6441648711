package dev.aurora.service.drill;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/** How far an attack got, by the orders of it that were sent. */
enum Gauge {
  /** Orders. */
  ORDERS {
    @Override
    BigDecimal read(BigDecimal before, List<Attempt> sent) {
      return BigDecimal.valueOf(sent.size());
    }
  },
  /** Units, with those that were held before the attack. */
  UNITS {
    @Override
    BigDecimal read(BigDecimal before, List<Attempt> sent) {
      return sent.stream().map(Attempt::quantity).reduce(before, BigDecimal::add);
    }
  },
  /** The worst picture of the market that an order was sent on. */
  WORST_PICTURE {
    @Override
    BigDecimal read(BigDecimal before, List<Attempt> sent) {
      return sent.stream()
          .map(Attempt::wrongness)
          .max(Comparator.naturalOrder())
          .orElse(BigDecimal.ZERO);
    }
  };

  /**
   * @param before units held before the attack
   */
  abstract BigDecimal read(BigDecimal before, List<Attempt> sent);
}
