package dev.aurora.service.api;

import dev.aurora.service.reconcile.ReconciliationDesk;
import java.util.List;

/** What a comparison of books and broker found, account by account. */
public record ReconciliationView(List<ReconciliationDesk.Result> accounts) {

  public ReconciliationView {
    accounts = List.copyOf(accounts);
  }
}
