package dev.aurora.service.breaker;

import dev.aurora.rules.fact.SessionPhase;
import dev.aurora.service.journal.account.MarketView;
import java.time.Instant;
import java.util.Collection;

/** The market as breakers need it. Thread-safe. */
public interface Marks {

  /**
   * Prices that were known at a moment.
   *
   * @param at market time, within a session or right after one
   */
  MarketView at(Instant at, Collection<String> symbols);

  /** The exchange's phase at a moment of market time. */
  SessionPhase phase(Instant at);
}
