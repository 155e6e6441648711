package dev.aurora.service.sweep;

import dev.aurora.rules.fact.SessionPhase;
import dev.aurora.service.breaker.Marks;
import dev.aurora.service.journal.account.MarketView;
import dev.aurora.service.journal.testing.Samples;
import java.time.Instant;
import java.util.Collection;

/** The sample market as breakers and previews see it. */
final class SampleMarks implements Marks {

  @Override
  public MarketView at(Instant at, Collection<String> symbols) {
    return Samples.marketAt(at);
  }

  @Override
  public SessionPhase phase(Instant at) {
    return SessionPhase.OPEN;
  }
}
