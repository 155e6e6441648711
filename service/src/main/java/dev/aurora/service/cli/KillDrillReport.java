package dev.aurora.service.cli;

import dev.aurora.service.drill.kill.KillDrill;
import dev.aurora.service.drill.kill.KillDrillRecord;
import java.util.ArrayList;
import java.util.List;

/** Says what a drill of the kill switch showed. */
record KillDrillReport(KillDrillRecord record) {

  /** Says it, and gives back whether nothing happened that must not. */
  boolean show(Output output) {
    if (output.json()) {
      output.document(record);
    } else {
      print(output);
    }
    return record.passed();
  }

  private void print(Output output) {
    List<List<String>> workers = new ArrayList<>();
    workers.add(List.of("WORKER", "SENT", "LAST SEND BEGAN", "FIRST BLOCKED"));
    record
        .workers()
        .forEach(
            worker ->
                workers.add(
                    List.of(
                        worker.name(),
                        Integer.toString(worker.sent()),
                        worker.lastSendMillis() + " ms",
                        worker.blockedMillis() + " ms")));
    output.line(
        "Under %d working orders, after the commit of the latch:".formatted(record.working()));
    output.table(workers);
    output.line(
        "every working order was asked to end within %s ms (allowed %d), and none could fill after"
                .formatted(record.requestedMillis(), KillDrill.CANCEL_WITHIN.toMillis())
            + " %s ms; a commit takes %s ms here, so that is %s of them"
                .formatted(
                    record.confirmedMillis(), record.commitMillis(), record.requestedInCommits()));
    output.line("");
    List<List<String>> lists = new ArrayList<>();
    lists.add(List.of("CANCELS ANSWERED", "ORDERS", "SILENT", "LISTED", "EXACT", "CONFIRMED"));
    record
        .lists()
        .forEach(
            list ->
                lists.add(
                    List.of(
                        list.answers(),
                        Integer.toString(list.orders()),
                        Integer.toString(list.silent()),
                        Integer.toString(list.listed()),
                        list.exact() ? "yes" : "NO",
                        list.confirmedAfter() ? "when all had ended" : "TOO EARLY")));
    output.table(lists);
    output.line("");
    KillDrillRecord.Races races = record.races();
    output.line(
        "%d rounds, %d orders racing a kill: %d sent, the latest begun %s ms after the latch (allowed %d), %d too late; seed %d"
            .formatted(
                races.rounds(),
                races.orders(),
                races.sent(),
                races.latestMillis(),
                KillDrill.BLOCK_WITHIN.toMillis(),
                races.late(),
                record.seed()));
    record.slow().forEach(late -> output.line("TOO LATE  " + late));
    record.findings().forEach(found -> output.line("FAILED  " + found));
    output.line(
        record.passed()
            ? "The kill stops everything, and says what is open."
            : "A kill that fails its drill would not have protected you.");
  }
}
