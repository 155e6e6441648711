package dev.aurora.service.run;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.TradingMode;
import java.time.Instant;
import java.util.List;

/** Nothing was ever promoted. */
public final class NoPromotions implements OrderGrants {

  @Override
  public Granted of(List<Order> orders, String account, TradingMode mode) {
    return Granted.NO_PROMOTION;
  }

  @Override
  public GateLevel reached(GateLevel ofRun, Granted granted, Instant now) {
    return ofRun;
  }
}
