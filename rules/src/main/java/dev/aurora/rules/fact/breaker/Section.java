package dev.aurora.rules.fact.breaker;

import static dev.aurora.rules.fact.breaker.EventKind.FILL;
import static dev.aurora.rules.fact.breaker.EventKind.HEARTBEAT;
import static dev.aurora.rules.fact.breaker.EventKind.ORDER;
import static dev.aurora.rules.fact.breaker.EventKind.RECONCILIATION;
import static dev.aurora.rules.fact.breaker.EventKind.REJECT;
import static dev.aurora.rules.fact.breaker.EventKind.RUN_END;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sections of {@link BreakerFacts}, and which kinds of event have to carry each. */
enum Section {
  EVENT("event", EnumSet.allOf(EventKind.class)),
  SESSION("session", EnumSet.allOf(EventKind.class)),
  ACTIVITY("activity", EnumSet.of(ORDER, REJECT)),
  ACCOUNT("account", EnumSet.of(ORDER, FILL, RUN_END, RECONCILIATION)),
  FILL_MADE("fill", EnumSet.of(FILL)),
  RUN("run", EnumSet.of(RUN_END)),
  BROKER("broker", EnumSet.of(HEARTBEAT)),
  BOOKS("books", EnumSet.of(RECONCILIATION)),
  CONTROL("control", EnumSet.allOf(EventKind.class));

  private final String key;
  private final Set<EventKind> carriedBy;

  Section(String key, Set<EventKind> carriedBy) {
    this.key = key;
    this.carriedBy = carriedBy;
  }

  /** The JSON key. */
  String key() {
    return key;
  }

  /** Whether these facts have it, or have to: of an event of no known kind nothing is left out. */
  boolean isOf(BreakerFacts facts) {
    EventKind kind = kindOf(facts);
    return given(facts) || kind == null || carriedBy.contains(kind);
  }

  /** Whether it is certain that these facts have it, or certain that they needn't. */
  boolean isDecided(BreakerFacts facts) {
    return given(facts) || kindOf(facts) != null;
  }

  boolean given(BreakerFacts facts) {
    return switch (this) {
      case EVENT -> facts.event() != null;
      case SESSION -> facts.session() != null;
      case ACTIVITY -> facts.activity() != null;
      case ACCOUNT -> facts.account() != null;
      case FILL_MADE -> facts.fill() != null;
      case RUN -> facts.run() != null;
      case BROKER -> facts.broker() != null;
      case BOOKS -> facts.books() != null;
      case CONTROL -> facts.control() != null;
    };
  }

  private static @Nullable EventKind kindOf(BreakerFacts facts) {
    return facts.event() == null ? null : facts.event().kind();
  }
}
