package dev.aurora.service.api;

import dev.aurora.service.journal.kill.KillReceipt;
import java.util.List;

/** Receipts of kills, the oldest first. */
public record KillReceiptList(List<KillReceipt> receipts) {

  public KillReceiptList {
    receipts = List.copyOf(receipts);
  }
}
