package dev.aurora.service.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * What gates said, in the books, with the digest of what they judged. Only ever added to.
 * Thread-safe; durable when a method returns.
 */
public final class GateEvidence {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GREEN = "GREEN";
  private static final int NANOS_OF_MICRO = 1000;

  private final Database database;
  private final Clock clock;
  private final String build;

  /**
   * @param build of the program that judges
   */
  public GateEvidence(Database database, Clock clock, String build) {
    this.database = database;
    this.clock = clock;
    this.build = build;
  }

  /** Stores the verdicts of one judgement: all of them or none. */
  public void store(String runId, List<GateVerdict> verdicts) {
    database.run(
        handle -> {
          PreparedBatch batch =
              handle.prepareBatch(
                  """
                  insert into gate_evidence (gate, gate_level, run_id, input_digest, verdict,
                      reasons_json, evidence_json, duration_micros, judged_at, build_id)
                  values (:gate, :level, :run, :digest, :verdict, :reasons, :evidence, :micros,
                      :now, :build)\
                  """);
          for (GateVerdict verdict : verdicts) {
            batch
                .bind("gate", verdict.gate())
                .bind("level", verdict.level())
                .bind("run", runId)
                .bind("digest", verdict.inputDigest())
                .bind("verdict", verdict.green() ? GREEN : "RED")
                .bind("reasons", json(verdict.reasons()))
                .bind("evidence", json(verdict.evidence()))
                .bind("micros", verdict.duration().toNanos() / NANOS_OF_MICRO)
                .bind("now", Columns.time(clock.instant()))
                .bind("build", build)
                .add();
          }
          batch.execute();
        });
  }

  /** Every verdict on a run, the oldest first; durations to the microsecond. */
  public List<GateVerdict> of(String runId) {
    return database.transaction(
        handle ->
            handle
                .createQuery("select * from gate_evidence where run_id = :run order by evidence_id")
                .bind("run", runId)
                .map((row, context) -> verdict(row))
                .list());
  }

  private static GateVerdict verdict(ResultSet row) throws SQLException {
    return new GateVerdict(
        row.getString("gate"),
        row.getString("gate_level"),
        row.getString("verdict").equals(GREEN),
        read(row.getString("reasons_json"), new TypeReference<>() {}),
        read(row.getString("evidence_json"), new TypeReference<Map<String, Object>>() {}),
        Duration.ofNanos(row.getLong("duration_micros") * NANOS_OF_MICRO),
        row.getString("input_digest"));
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
