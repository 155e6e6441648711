package dev.aurora.service.api;

import dev.aurora.service.journal.decision.ChainReport;
import java.util.List;

/** The hash chains: recorded decisions, one chain an account, then the receipts of kills. */
public record AuditView(List<Row> chains) {

  public AuditView {
    chains = List.copyOf(chains);
  }

  /**
   * One chain.
   *
   * @param intact every record is in place and unchanged
   * @param records up to the first change, or all
   * @param finding one sentence
   */
  public record Row(String account, boolean intact, long records, String finding) {

    static Row of(ChainReport report) {
      return switch (report) {
        case ChainReport.Intact whole ->
            new Row(
                whole.account(),
                true,
                whole.records(),
                whole.records() + " records, head " + whole.head());
        case ChainReport.Broken broken ->
            new Row(
                broken.account(),
                false,
                broken.chainIndex() - 1,
                "record "
                    + broken.chainIndex()
                    + " is not what was written ("
                    + broken.kind()
                    + "): expected "
                    + broken.expected()
                    + ", found "
                    + broken.found());
      };
    }
  }
}
