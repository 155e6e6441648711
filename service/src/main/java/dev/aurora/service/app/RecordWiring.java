package dev.aurora.service.app;

import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.service.journal.JournalQueries;
import dev.aurora.service.journal.book.Accounts;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.decision.AnchorPatrol;
import dev.aurora.service.journal.decision.ChainAnchors;
import dev.aurora.service.journal.decision.DecisionQueries;
import dev.aurora.service.journal.override.OverrideLedger;
import dev.aurora.service.override.OverrideDesk;
import dev.aurora.service.person.Approvals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What keeps and shows decisions is built here: overrides, anchors, reproduction. */
@ApplicationScoped
public class RecordWiring {

  @Produces
  @Singleton
  OverrideLedger overrideLedger(@Named("journal") Database database) {
    return new OverrideLedger(database);
  }

  @Produces
  @Singleton
  OverrideDesk overrideDesk(
      OverrideLedger ledger,
      Approvals approvals,
      Accounts accounts,
      JournalQueries orders,
      PolicyEngine engine,
      Clock clock) {
    return new OverrideDesk(ledger, approvals, accounts, orders, engine, clock);
  }

  @Produces
  @Singleton
  DecisionQueries decisionQueries(@Named("journal") Database database) {
    return new DecisionQueries(database);
  }

  @Produces
  @Singleton
  ChainAnchors chainAnchors(@Named("journal") Database database, Clock clock) {
    return new ChainAnchors(database, clock);
  }

  @Produces
  @Singleton
  AnchorPatrol anchorPatrol(ChainAnchors anchors) {
    return new AnchorPatrol(anchors);
  }

  void close(@Disposes AnchorPatrol patrol) {
    patrol.stop();
  }
}
