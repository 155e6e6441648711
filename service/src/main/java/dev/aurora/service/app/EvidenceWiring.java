package dev.aurora.service.app;

import dev.aurora.service.evidence.EvidenceBook;
import dev.aurora.service.journal.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** What shows that something holds: the evidence in the books, and what is derived from it. */
@ApplicationScoped
public class EvidenceWiring {

  @Produces
  @Singleton
  EvidenceBook evidenceBook(@Named("journal") Database database) {
    return new EvidenceBook(database);
  }
}
