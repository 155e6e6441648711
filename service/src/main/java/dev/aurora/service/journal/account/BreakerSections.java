package dev.aurora.service.journal.account;

import dev.aurora.rules.fact.breaker.BreakerFacts;
import dev.aurora.rules.fact.breaker.EventKind;
import dev.aurora.rules.limit.ScopeForm;
import dev.aurora.service.journal.control.ControlOwners;
import org.jspecify.annotations.Nullable;

/** Parts of breaker facts that every kind of event makes in the same way. */
public final class BreakerSections {

  private BreakerSections() {}

  /**
   * Whose event it is. An owner whose name can't stand in a scope is left out: what the event trips
   * is then latched for the next wider scope, rather than an error in place of a verdict.
   */
  public static BreakerFacts.Event event(EventKind kind, ControlOwners owners) {
    return new BreakerFacts.Event(
        kind,
        named(owners.account()),
        named(owners.strategy()),
        named(owners.symbol()),
        named(owners.venue()),
        named(owners.modelVersion()));
  }

  /** The session that a symbol's market is in; its phase is missing where nothing is known. */
  public static BreakerFacts.Session session(SymbolMarket market) {
    return new BreakerFacts.Session(market.session() == null ? null : market.session().phase());
  }

  private static @Nullable String named(@Nullable String owner) {
    return owner != null && ScopeForm.isName(owner) ? owner : null;
  }
}
