package dev.aurora.service.app;

import dev.aurora.service.evidence.EvidenceBook;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.scorecard.EvidenceCollector;
import dev.aurora.service.scorecard.Scorecard;
import dev.aurora.service.scorecard.ScorecardDefinition;
import dev.aurora.service.scorecard.SourceDigests;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What shows that something holds: the evidence in the books, and what is derived from it. */
@ApplicationScoped
public class EvidenceWiring {

  @Produces
  @Singleton
  EvidenceBook evidenceBook(@Named("journal") Database database) {
    return new EvidenceBook(database);
  }

  @Produces
  @Singleton
  Scorecard scorecard(EvidenceBook book, Settings settings, Clock clock) {
    return new Scorecard(
        ScorecardDefinition.shipped(), book, () -> new SourceDigests(settings.root()), clock);
  }

  @Produces
  @Singleton
  EvidenceCollector evidenceCollector(EvidenceBook book, Settings settings, Clock clock) {
    return new EvidenceCollector(
        settings.root(), settings.home(), ScorecardDefinition.shipped(), book, clock);
  }
}
