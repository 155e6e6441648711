package dev.aurora.service.run;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.TradingMode;
import java.time.Instant;
import java.util.List;

/** Port to what strategies were promoted for. Thread-safe. */
public interface OrderGrants {

  /** For orders of one caller; it never throws: what can't be read lets nothing through. */
  Granted of(List<Order> orders, String account, TradingMode mode);

  /** The gate level that orders have reached, by their run's own gates and what else was judged. */
  GateLevel reached(GateLevel ofRun, Granted granted, Instant now);
}
