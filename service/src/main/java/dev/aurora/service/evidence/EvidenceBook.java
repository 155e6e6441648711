package dev.aurora.service.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * All evidence of an installation, in the books: what gates said (which {@code GateEvidence}
 * writes) and everything else. Only ever added to. Thread-safe; durable when a method returns.
 */
public final class EvidenceBook {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GREEN = "GREEN";
  private static final String RED = "RED";

  private final Database database;

  public EvidenceBook(Database database) {
    this.database = database;
  }

  /**
   * Adds evidence: all of it or none.
   *
   * @throws IllegalArgumentException for a gate's verdict, which {@code GateEvidence} stores
   */
  public void add(List<Evidence> found) {
    database.run(
        handle -> {
          PreparedBatch batch =
              handle.prepareBatch(
                  """
                  insert into evidence (kind, subject, subject_digest, build_id, verdict,
                      reasons_json, details_json, source, judged_at)
                  values (:kind, :subject, :digest, :build, :verdict, :reasons, :details, :source,
                      :at)\
                  """);
          for (Evidence each : found) {
            bind(batch, each);
          }
          batch.execute();
        });
  }

  private static void bind(PreparedBatch batch, Evidence evidence) {
    if (evidence.key().kind() == EvidenceKind.GATE) {
      throw new IllegalArgumentException("verdicts of gates have a table of their own");
    }
    batch
        .bind("kind", evidence.key().kind().word())
        .bind("subject", evidence.key().subject())
        .bind("digest", evidence.digest())
        .bind("build", evidence.build())
        .bind("verdict", evidence.green() ? GREEN : RED)
        .bind("reasons", json(evidence.reasons()))
        .bind("details", json(evidence.details()))
        .bind("source", evidence.source())
        .bind("at", Columns.time(evidence.at()))
        .add();
  }

  /** The newest evidence on a key: what was judged last, of those the one that was stored last. */
  public Optional<Evidence> newest(EvidenceKey key) {
    return database.transaction(
        handle ->
            handle
                .createQuery(
                    """
                    select * from all_evidence where kind = :kind and subject = :subject
                    order by judged_at desc, book desc, evidence_id desc fetch first row only\
                    """)
                .bind("kind", key.kind().word())
                .bind("subject", key.subject())
                .map((row, context) -> evidence(row))
                .findFirst());
  }

  /** The newest evidence on every key that there is any on. */
  public Map<EvidenceKey, Evidence> newest() {
    List<Evidence> all =
        database.transaction(
            handle ->
                handle
                    .createQuery(
                        """
                        select * from (
                            select e.*, row_number() over (partition by kind, subject
                                order by judged_at desc, book desc, evidence_id desc) as place
                            from all_evidence e) ranked
                        where place = 1 order by kind, subject\
                        """)
                    .map((row, context) -> evidence(row))
                    .list());
    Map<EvidenceKey, Evidence> byKey = new LinkedHashMap<>();
    all.forEach(each -> byKey.put(each.key(), each));
    return byKey;
  }

  /** Everything that was judged at or after a moment, the oldest first. */
  public List<Evidence> since(Instant moment) {
    return database.transaction(
        handle ->
            handle
                .createQuery(
                    """
                    select * from all_evidence where judged_at >= :moment
                    order by judged_at, book, evidence_id\
                    """)
                .bind("moment", Columns.time(moment))
                .map((row, context) -> evidence(row))
                .list());
  }

  /**
   * The nights of a level, and how many of them in a row were green.
   *
   * @param level such as {@code L1}
   * @param gates names of all gates that a night must have; a night without one is not green
   * @param now wall time
   * @throws IllegalArgumentException when there are no gates: nothing would be green by default
   */
  public GateNights nights(String level, Set<String> gates, Instant now) {
    String stem = GateNights.stem(level);
    Map<LocalDate, List<Evidence>> byDate = new LinkedHashMap<>();
    database
        .transaction(
            handle ->
                handle
                    .createQuery(
                        """
                        select * from all_evidence where kind = 'gate' and source like :stem
                            and judged_at >= :oldest
                        order by judged_at, evidence_id\
                        """)
                    .bind("stem", stem + "%")
                    .bind("oldest", Columns.time(now.minus(GateNights.READ)))
                    .map((row, context) -> evidence(row))
                    .list())
        .forEach(
            each ->
                GateNights.asOf(level, each.source())
                    .ifPresent(
                        date -> byDate.computeIfAbsent(date, any -> new ArrayList<>()).add(each)));
    return GateNights.of(level, gates, byDate, now);
  }

  private static Evidence evidence(ResultSet row) throws SQLException {
    return new Evidence(
        new EvidenceKey(EvidenceKind.of(row.getString("kind")), row.getString("subject")),
        row.getString("subject_digest"),
        row.getString("build_id"),
        row.getString("verdict").equals(GREEN),
        read(row.getString("reasons_json"), new TypeReference<>() {}),
        read(row.getString("details_json"), new TypeReference<Map<String, Object>>() {}),
        row.getString("source"),
        Columns.moment(row, "judged_at"));
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("evidence always becomes JSON: " + value, e);
    }
  }

  private static <T> T read(String json, TypeReference<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the books hold evidence that is no JSON: " + json, e);
    }
  }
}
