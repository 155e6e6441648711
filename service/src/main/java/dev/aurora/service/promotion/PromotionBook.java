package dev.aurora.service.promotion;

import dev.aurora.service.e2d.artifact.Digests;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Promotions in the books: rows are added, never altered, and read only while each has the hash
 * that the one after it names. Thread-safe; what has returned is durable.
 */
public final class PromotionBook {

  private static final int RACES_MAX = 20;

  private final Database database;
  private final Clock clock;

  public PromotionBook(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * A step to be added.
   *
   * @param payload JSON that belongs to it
   */
  record Step(
      String promotionId,
      String key,
      PromotionEvent.Kind kind,
      int rampPercent,
      String payload,
      String by,
      String reason) {}

  /**
   * Adds a step, if what stands then allows it; the same step again is the first one.
   *
   * @param step what to add to what stands; empty = nothing
   * @return where the promotion stands afterwards
   * @throws PromotionBookUnreadable when what stands can't be read: then nothing is added to it
   */
  Optional<PromotionStanding> add(
      String promotionId, Function<Optional<PromotionStanding>, Optional<Step>> step) {
    for (int race = 1; ; race++) {
      try {
        return database.transaction(handle -> add(handle, promotionId, step));
      } catch (UnableToExecuteStatementException lostRace) {
        // Another process took the number: look again at what stands. Anything else comes again.
        if (race == RACES_MAX) {
          throw lostRace;
        }
      }
    }
  }

  /**
   * Every promotion, the newest request first.
   *
   * @throws PromotionBookUnreadable when it can't be read, or is not what was written
   */
  public List<PromotionStanding> all() {
    try {
      return standings(database.transaction(PromotionBook::events)).values().stream()
          .toList()
          .reversed();
    } catch (PromotionBookUnreadable unreadable) {
      throw unreadable;
    } catch (RuntimeException storeAway) {
      throw new PromotionBookUnreadable(storeAway.toString(), storeAway);
    }
  }

  /** One promotion. */
  public Optional<PromotionStanding> find(String promotionId) {
    return all().stream().filter(found -> found.id().equals(promotionId)).findFirst();
  }

  /** Stores the page that persons approve, once; answers its digest. */
  String keep(String promotionId, String html) {
    String digest = Digests.of(html);
    database.run(
        handle -> {
          if (dossier(handle, digest).isEmpty()) {
            handle
                .createUpdate(
                    """
                    insert into promotion_dossiers (dossier_digest, promotion_id, html, made_at)
                    values (:digest, :id, :html, :at)\
                    """)
                .bind("digest", digest)
                .bind("id", promotionId)
                .bind("html", html)
                .bind("at", Columns.time(clock.instant()))
                .execute();
          }
        });
    return digest;
  }

  /**
   * The page of this digest.
   *
   * @throws PromotionBookUnreadable when it is not what was approved
   */
  public Optional<String> dossier(String digest) {
    Optional<String> html = database.transaction(handle -> dossier(handle, digest));
    if (html.isPresent() && !Digests.of(html.get()).equals(digest)) {
      throw new PromotionBookUnreadable("dossier " + digest + " is not as it was written", null);
    }
    return html;
  }

  private static Optional<String> dossier(Handle handle, String digest) {
    return handle
        .createQuery("select html from promotion_dossiers where dossier_digest = :digest")
        .bind("digest", digest)
        .mapTo(String.class)
        .findOne();
  }

  private Optional<PromotionStanding> add(
      Handle handle,
      String promotionId,
      Function<Optional<PromotionStanding>, Optional<Step>> step) {
    List<PromotionEvent> events = new ArrayList<>(events(handle));
    Optional<PromotionStanding> standing = Optional.ofNullable(standings(events).get(promotionId));
    Optional<Step> next = step.apply(standing);
    if (next.isEmpty() || standing.filter(now -> now.has(next.get().key())).isPresent()) {
      return standing;
    }
    Step added = next.get();
    PromotionEvent event =
        new PromotionEvent(
            events.size() + 1L,
            added.promotionId(),
            added.key(),
            added.kind(),
            added.rampPercent(),
            added.payload(),
            added.by(),
            added.reason(),
            clock.instant(),
            events.isEmpty() ? PromotionEvent.GENESIS : events.getLast().hash());
    insert(handle, event);
    events.add(event);
    return Optional.ofNullable(standings(events).get(promotionId));
  }

  private static Map<String, PromotionStanding> standings(List<PromotionEvent> events) {
    Map<String, List<PromotionEvent>> byId = new LinkedHashMap<>();
    events.forEach(
        event -> byId.computeIfAbsent(event.promotionId(), id -> new ArrayList<>()).add(event));
    Map<String, PromotionStanding> standings = new LinkedHashMap<>();
    byId.forEach((id, own) -> standings.put(id, PromotionStanding.of(own)));
    return standings;
  }

  private static List<PromotionEvent> events(Handle handle) {
    List<Row> rows =
        handle
            .createQuery("select * from promotion_events order by event_no")
            .map((row, context) -> row(row))
            .list();
    String previous = PromotionEvent.GENESIS;
    long number = 0;
    for (Row row : rows) {
      number++;
      if (row.event().number() != number
          || !row.event().previousHash().equals(previous)
          || !row.hash().equals(row.event().hash())) {
        throw new PromotionBookUnreadable(
            "event " + row.event().number() + " is not as it was written", null);
      }
      previous = row.hash();
    }
    return rows.stream().map(Row::event).toList();
  }

  private record Row(PromotionEvent event, String hash) {}

  private static Row row(ResultSet row) throws SQLException {
    try {
      return new Row(
          new PromotionEvent(
              row.getLong("event_no"),
              row.getString("promotion_id"),
              row.getString("event_key"),
              PromotionEvent.Kind.valueOf(row.getString("kind")),
              row.getInt("ramp_percent"),
              row.getString("payload_json"),
              row.getString("done_by"),
              row.getString("reason"),
              Columns.moment(row, "happened_at"),
              row.getString("previous_hash")),
          row.getString("record_hash"));
    } catch (IllegalArgumentException nonsense) {
      throw new PromotionBookUnreadable(String.valueOf(nonsense.getMessage()), nonsense);
    }
  }

  private static void insert(Handle handle, PromotionEvent event) {
    handle
        .createUpdate(
            """
            insert into promotion_events (event_no, promotion_id, event_key, kind, ramp_percent,
                payload_json, done_by, reason, happened_at, previous_hash, record_hash)
            values (:number, :id, :key, :kind, :percent, :payload, :by, :reason, :at, :previous,
                :hash)\
            """)
        .bind("number", event.number())
        .bind("id", event.promotionId())
        .bind("key", event.key())
        .bind("kind", event.kind().name())
        .bind("percent", event.rampPercent())
        .bind("payload", event.payload())
        .bind("by", event.by())
        .bind("reason", event.reason())
        .bind("at", Columns.time(event.at()))
        .bind("previous", event.previousHash())
        .bind("hash", event.hash())
        .execute();
  }
}
