package dev.aurora.service.breaker;

import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.fact.Side;
import dev.aurora.rules.fact.breaker.BreakerFacts;
import dev.aurora.service.journal.account.Valuation;
import dev.aurora.service.journal.control.ControlOwners;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.decision.FactsJson;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Fills that no breaker has looked at yet. The mark stands on the fill's own row and is set with
 * what the look latches, so that a crash between booking and look loses nothing.
 */
final class FillsToJudge {

  private FillsToJudge() {}

  /**
   * One of them.
   *
   * @param facts what its order was checked against
   */
  record Waiting(
      String broker,
      String executionId,
      String account,
      @Nullable String strategy,
      String symbol,
      Side side,
      BigDecimal price,
      Instant at,
      OrderFacts facts) {

    ControlOwners owners() {
      return facts.order() == null
          ? new ControlOwners(account, strategy, symbol, null, null)
          : ControlOwners.of(facts.order());
    }

    /** The reference price that the order was checked against; null when it had none. */
    BreakerFacts.Fill section() {
      return new BreakerFacts.Fill(side, price, Valuation.reference(facts.quote()));
    }

    BreakerFacts.Control control() {
      return facts.control() == null
          ? new BreakerFacts.Control(null, null)
          : new BreakerFacts.Control(facts.control().stage(), facts.control().mode());
    }

    String eventId() {
      return "fill/" + broker + "/" + executionId;
    }
  }

  /** The oldest of them, in the order in which they were booked. */
  static List<Waiting> oldest(Handle handle, int most) {
    return handle
        .createQuery(
            """
            select f.*, d.facts_json from fills f
                join orders o on o.client_order_id = f.client_order_id
                join decision_records d on d.decision_id = o.decision_id
            where not f.judged order by f.booking_index limit :most\
            """)
        .bind("most", most)
        .map((row, context) -> waiting(row))
        .list();
  }

  /** False when another thread was faster. */
  static boolean markJudged(Handle handle, Waiting fill) {
    return handle
            .createUpdate(
                """
                update fills set judged = true
                where broker = :broker and execution_id = :execution and not judged\
                """)
            .bind("broker", fill.broker())
            .bind("execution", fill.executionId())
            .execute()
        > 0;
  }

  private static Waiting waiting(ResultSet row) throws SQLException {
    return new Waiting(
        row.getString("broker"),
        row.getString("execution_id"),
        row.getString("account"),
        row.getString("strategy"),
        row.getString("symbol"),
        Side.valueOf(row.getString("side")),
        Columns.amount(row, "price"),
        Columns.moment(row, "filled_at_market"),
        FactsJson.readFacts(row.getString("facts_json")));
  }
}
