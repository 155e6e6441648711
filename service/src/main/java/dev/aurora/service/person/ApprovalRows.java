package dev.aurora.service.person;

import dev.aurora.service.journal.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Approvals as rows, each call inside a transaction of the caller. */
final class ApprovalRows {

  private ApprovalRows() {}

  static void insert(Handle handle, Approval approval) {
    handle
        .createUpdate(
            """
            insert into approvals (approval_id, person, action, subject, payload_digest, cause,
                approved_at, expires_at, used_at)
            values (:id, :person, :action, :subject, :digest, :cause, :at, :expires, :used)\
            """)
        .bind("id", approval.id())
        .bind("person", approval.person())
        .bind("action", approval.action())
        .bind("subject", approval.subject())
        .bind("digest", approval.payloadDigest())
        .bind("cause", approval.cause())
        .bind("at", Columns.time(approval.at()))
        .bind("expires", Columns.time(approval.expires()))
        .bind("used", Columns.time(approval.usedAt()))
        .execute();
  }

  static void use(Handle handle, Approval first, Instant now) {
    handle
        .createUpdate(
            "update approvals set used_at = :now where approval_id = :id and person = :person")
        .bind("now", Columns.time(now))
        .bind("id", first.id())
        .bind("person", first.person())
        .execute();
  }

  /**
   * Those that wait for a second person, the oldest first. One by somebody whose token has ended
   * since counts no more.
   */
  static List<Approval> waiting(Handle handle, Instant now) {
    return handle
        .createQuery(
            """
            select a.* from approvals a join persons p on p.person = a.person
            where a.used_at is null and a.expires_at > :now and p.token_digest is not null
            order by a.approved_at, a.approval_id\
            """)
        .bind("now", Columns.time(now))
        .map((row, context) -> row(row))
        .list();
  }

  /** The one that waits for this very step. */
  static Optional<Approval> waiting(Handle handle, Approvals.Ask ask, Instant now) {
    return waiting(handle, now).stream()
        .filter(
            first ->
                first.action().equals(ask.step().action())
                    && first.subject().equals(ask.subject())
                    && first.payloadDigest().equals(ask.payloadDigest()))
        .findFirst();
  }

  /** Everything that was approved and done for a subject, in this order. */
  static List<Approval> usedFor(Handle handle, String subject) {
    return handle
        .createQuery(
            """
            select * from approvals where subject = :subject and used_at is not null
            order by used_at, approved_at, person\
            """)
        .bind("subject", subject)
        .map((row, context) -> row(row))
        .list();
  }

  private static Approval row(ResultSet row) throws SQLException {
    return new Approval(
        row.getString("approval_id"),
        row.getString("action"),
        row.getString("subject"),
        row.getString("payload_digest"),
        row.getString("person"),
        row.getString("cause"),
        Columns.moment(row, "approved_at"),
        Columns.moment(row, "expires_at"),
        Columns.instant(row, "used_at"));
  }
}
