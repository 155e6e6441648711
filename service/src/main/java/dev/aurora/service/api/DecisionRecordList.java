package dev.aurora.service.api;

import dev.aurora.service.journal.decision.DecisionRecord;
import java.util.List;

/** Records as they stand in the books, to the byte, in the order of an account's chain. */
public record DecisionRecordList(List<DecisionRecord> records) {

  public DecisionRecordList {
    records = List.copyOf(records);
  }
}
