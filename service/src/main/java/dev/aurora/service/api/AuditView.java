package dev.aurora.service.api;

import dev.aurora.service.journal.decision.ChainReport;
import java.util.List;
import java.util.stream.Stream;

/**
 * The hash chains: recorded decisions, one chain an account, then receipts of kills, overrides and
 * anchors.
 */
public record AuditView(List<Row> chains) {

  public AuditView {
    chains = List.copyOf(chains);
  }

  /** These and others. */
  public AuditView and(AuditView others) {
    return new AuditView(Stream.concat(chains.stream(), others.chains().stream()).toList());
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
