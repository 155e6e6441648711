package dev.aurora.service.sweep;

import dev.aurora.service.journal.control.StoredLatch;
import dev.aurora.service.journal.kill.KillReceipt;
import dev.aurora.service.journal.kill.KillReceipts;
import dev.aurora.workflows.killswitch.KillLevel;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the receipts of kills that are confirmed, eased or released. Thread-safe. */
public final class KillScribe {

  private static final Logger LOG = LoggerFactory.getLogger(KillScribe.class);

  private final KillBooks books;
  private final KillReceipts receipts;

  public KillScribe(KillBooks books, KillReceipts receipts) {
    this.books = books;
    this.receipts = receipts;
  }

  /** Writes what no receipt tells of yet. */
  void write() {
    List<KillReceipts.Due> due = receipts.due();
    if (due.isEmpty()) {
      return;
    }
    KillLook look = books.look();
    for (KillReceipts.Due receipt : due) {
      receipts.write(receipt, unconfirmed(receipt.kill(), look));
      LOG.warn("receipt: {} {}", receipt.kill().latch().commandId(), receipt.occasion());
    }
  }

  /** Of what the kill had to end, by the level at which it was engaged. */
  private static List<KillReceipt.Unconfirmed> unconfirmed(StoredLatch kill, KillLook look) {
    KillLevel level = kill.latch().level();
    Stream<KillReceipt.Unconfirmed> open =
        level.compareTo(KillLevel.BLOCK_AND_CANCEL) < 0
            ? Stream.of()
            : look.openOf(kill).stream()
                .map(
                    order ->
                        new KillReceipt.Unconfirmed(
                            order.account(),
                            order.symbol(),
                            order.clientOrderId(),
                            order.state() + ", " + order.leaves().toPlainString() + " units"));
    Stream<KillReceipt.Unconfirmed> held =
        level != KillLevel.BLOCK_CANCEL_AND_FLATTEN
            ? Stream.of()
            : look.heldIn(kill).stream()
                .map(
                    holding ->
                        new KillReceipt.Unconfirmed(
                            holding.account(),
                            holding.symbol(),
                            holding.quantity().toPlainString() + " units",
                            "held"));
    return Stream.concat(open, held).toList();
  }
}
