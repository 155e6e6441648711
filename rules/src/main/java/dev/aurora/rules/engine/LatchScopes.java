package dev.aurora.rules.engine;

import dev.aurora.rules.fact.breaker.BreakerFacts;
import dev.aurora.rules.fact.breaker.BreakerFacts.Event;
import dev.aurora.rules.limit.BoundLimits;
import dev.aurora.rules.limit.LimitBook;
import dev.aurora.rules.limit.ScopeForm;
import java.util.Optional;

/** What an event's owners come to: the limits that bind them, and the scope that a trip latches. */
final class LatchScopes {

  static final String FIRM = ScopeForm.FIRM.word();

  private static final Event OF_NOBODY = new Event(null, null, null, null, null, null);

  private LatchScopes() {}

  /** Owners that the event doesn't have are left out of the search. */
  static BoundLimits bind(LimitBook book, BreakerFacts facts) {
    Event event = event(facts);
    return book.bind(
        event.account(), event.strategy(), event.symbol(), event.modelVersion(), event.venue());
  }

  /**
   * The scope of that form. Where the event doesn't name an owner that it takes, the next wider
   * form and at last the firm: what tripped is latched too widely rather than not at all.
   */
  static String of(ScopeForm form, BreakerFacts facts) {
    Event event = event(facts);
    ScopeForm now = form;
    Optional<String> scope = text(now, event);
    while (scope.isEmpty()) {
      now = now.wider();
      scope = text(now, event);
    }
    return scope.get();
  }

  /** For what is no rule's fault: the event's account. */
  static String ofAccount(BreakerFacts facts) {
    return of(ScopeForm.ACCOUNT, facts);
  }

  private static Optional<String> text(ScopeForm form, Event event) {
    return form.of(
        event.account(), event.strategy(), event.symbol(), event.modelVersion(), event.venue());
  }

  private static Event event(BreakerFacts facts) {
    return facts.event() == null ? OF_NOBODY : facts.event();
  }
}
