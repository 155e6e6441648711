package dev.aurora.service.crash;

import dev.aurora.rules.fact.Side;
import dev.aurora.service.broker.Execution;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import java.util.List;

/** The broker's own record, read without the broker's code. */
final class LedgerRows {

  private LedgerRows() {}

  static List<Execution> executions(Database ledger) {
    return ledger.transaction(
        handle ->
            handle
                .createQuery("select * from paper_executions order by execution_id")
                .map(
                    (row, context) ->
                        new Execution(
                            row.getString("execution_id"),
                            row.getLong("execution_index"),
                            row.getString("client_order_id"),
                            row.getString("account"),
                            row.getString("symbol"),
                            Side.valueOf(row.getString("side")),
                            Columns.amount(row, "quantity_units"),
                            Columns.amount(row, "price"),
                            Columns.plain(
                                row.getBigDecimal("commission_ccy")
                                    .add(row.getBigDecimal("slippage_ccy"))),
                            Columns.moment(row, "executed_at_market")))
                .list());
  }

  /** Client order ids of the messages that came, one an order however often it came. */
  static List<String> submissions(Database ledger) {
    return ledger.transaction(
        handle ->
            handle
                .createQuery("select client_order_id from paper_submissions order by 1")
                .mapTo(String.class)
                .list());
  }
}
