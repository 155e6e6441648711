package dev.aurora.service.drill.crash;

import dev.aurora.service.app.Stores;
import dev.aurora.service.journal.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the books say about an outage.
 *
 * @param lasted from gone to back
 * @param meanwhile steps of orders that were recorded in between
 * @param goesOnAfter from the return to the first step of an order that was recorded after it
 */
record OutageRecord(Duration lasted, long meanwhile, Duration goesOnAfter) {

  private static final Logger LOG = LoggerFactory.getLogger(OutageRecord.class);

  /** Reads books whose service does not run. */
  static OutageRecord read(Stores stores, Instant gone, Instant back) {
    try (Database journal =
        Database.open(
            stores.books(), stores.loginOf(stores.books()), Database.JOURNAL_MIGRATIONS)) {
      List<Instant> steps =
          journal.transaction(
              handle ->
                  handle
                      .createQuery(
                          "select recorded_at from order_events where recorded_at > :gone"
                              + " order by recorded_at")
                      .bind("gone", gone.atOffset(ZoneOffset.UTC))
                      .map(
                          (row, context) ->
                              row.getObject("recorded_at", java.time.OffsetDateTime.class)
                                  .toInstant())
                      .list());
      long meanwhile = steps.stream().filter(step -> step.isBefore(back)).count();
      Instant first =
          steps.stream().filter(step -> !step.isBefore(back)).findFirst().orElse(Instant.MAX);
      return new OutageRecord(
          Duration.between(gone, back), meanwhile, Duration.between(back, first));
    }
  }

  void print(String what, OutageCaller.Told told) {
    LOG.info(
        "{} gone for {} ms: {} steps meanwhile, callers told {}, {} answered, longest call {} ms;"
            + " first step {} ms after the return",
        what,
        lasted.toMillis(),
        meanwhile,
        told.told(),
        told.answers(),
        told.longestMillis(),
        goesOnAfter.toMillis());
  }
}
