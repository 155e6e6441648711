package dev.aurora.rules.testing;

import dev.aurora.rules.fact.breaker.BreakerFacts;
import dev.aurora.rules.fact.breaker.EventKind;
import java.util.Random;

/**
 * Events that seek the boundaries of the breakers: values are drawn from just below, at and just
 * above the shipped limits; parts that the kind needn't carry come and go. The seed decides
 * everything.
 */
public final class RandomEvents {

  private static final String[] SECTIONS = {
    "activity", "account", "fill", "run", "broker", "books"
  };
  private static final String[] EQUITY = {
    "1000000", "990000", "989999.99", "980000", "979999.99", "997000", "996999.99", "994000",
    "993999.99", "950000", "949999.99", "900000", "899999.99", "1200000", "0", "-5"
  };
  private static final String[] REFERENCES = {
    "0.5", "0.9999", "1", "24.9999", "25", "49.99", "50", "100", "0", "-1"
  };
  private static final String[] FACTORS = {
    "0", "0.8", "0.9", "0.93", "0.95", "0.9499", "1", "1.05", "1.0501", "1.07", "1.0701", "1.1",
    "1.1001", "1.2", "1.2001", "3"
  };
  private static final String[] TIMES = {
    "2025-03-03T14:58:59.999Z",
    "2025-03-03T14:59:00Z",
    "2025-03-03T14:59:44.999Z",
    "2025-03-03T14:59:45Z",
    "2025-03-03T14:59:59Z",
    "2025-03-03T15:00:00Z",
    "2025-03-03T15:00:01Z",
    "2025-03-03T15:00:01.000000001Z"
  };
  private static final Integer[] COUNTS = {0, 1, 2, 3, 4, 5, 19, 20, 21};
  private static final String[] HOLES = {
    "now",
    "event",
    "event.kind",
    "event.account",
    "event.strategy",
    "event.symbol",
    "event.venue",
    "session",
    "session.phase",
    "activity",
    "activity.denialsWindow",
    "activity.brokerRejectsWindow",
    "account",
    "account.equity",
    "account.equityAtOpen",
    "account.equityPeak",
    "fill",
    "fill.side",
    "fill.price",
    "fill.referencePrice",
    "run",
    "run.failedDataSanityInARow",
    "run.overLatencyBudgetInARow",
    "broker",
    "broker.lastHeartbeatAt",
    "books",
    "books.mismatchConfirmed",
    "control",
    "control.stage",
    "control.mode"
  };

  private final Random random;

  public RandomEvents(long seed) {
    this.random = new Random(seed);
  }

  /** An event with all that its kind has to carry; prices of fills may still be impossible. */
  public BreakerFacts complete() {
    return next().facts();
  }

  /** An event with one to three values or sections missing. */
  public BreakerFacts incomplete() {
    SampleEvents event = next();
    int holes = 1 + random.nextInt(3);
    for (int i = 0; i < holes; i++) {
      String hole = pick(HOLES);
      boolean isInside = hole.contains(".");
      String section = isInside ? hole.substring(0, hole.indexOf('.')) : hole;
      // A hole inside a section that isn't there would make the section.
      if (!isInside || event.line().contains("\"" + section + "\":{")) {
        event = event.with(hole, null);
      }
    }
    return event.facts();
  }

  private SampleEvents next() {
    SampleEvents event = SampleEvents.of(pick(EventKind.values()));
    for (String section : SECTIONS) {
      if (chance(15)) {
        event = event.carrying(section);
      }
    }
    event =
        event
            .with("session.phase", pick("OPEN", "OPEN", "OPEN", "CLOSED", "PRE_OPEN"))
            .with("control.stage", pick("week-two", "week-two", "week-one", "baseline"))
            .with("event.strategy", pick("sample", "momentum", "momentum", null));
    event = event.with("event.symbol", chance(15) ? null : "AAPL");
    return values(event);
  }

  private SampleEvents values(SampleEvents from) {
    SampleEvents event = from;
    if (has(event, "activity")) {
      event =
          event
              .with("activity.denialsWindow", pick(COUNTS))
              .with("activity.brokerRejectsWindow", pick(COUNTS));
    }
    if (has(event, "account")) {
      event = event.with("account.equity", pick(EQUITY));
      event = chance(50) ? event.with("account.equityAtOpen", pick(EQUITY)) : event;
      event = chance(20) ? event.with("account.equityPeak", pick(EQUITY)) : event;
    }
    if (has(event, "fill")) {
      String reference = pick(REFERENCES);
      String price =
          new java.math.BigDecimal(reference)
              .multiply(new java.math.BigDecimal(pick(FACTORS)))
              .toPlainString();
      event =
          event
              .with("fill.side", pick("BUY", "SELL"))
              .with("fill.referencePrice", reference)
              .with("fill.price", price);
    }
    if (has(event, "run")) {
      event =
          event
              .with("run.failedDataSanityInARow", pick(COUNTS))
              .with("run.overLatencyBudgetInARow", pick(COUNTS));
    }
    if (has(event, "broker")) {
      event =
          event
              .with("broker.lastHeartbeatAt", pick(TIMES))
              .with("broker.oldestUnknownSince", chance(40) ? null : pick(TIMES));
    }
    return has(event, "books") ? event.with("books.mismatchConfirmed", chance(50)) : event;
  }

  private static boolean has(SampleEvents event, String section) {
    return event.line().contains("\"" + section + "\":{");
  }

  @SafeVarargs
  private <T> T pick(T... from) {
    return from[random.nextInt(from.length)];
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }
}
