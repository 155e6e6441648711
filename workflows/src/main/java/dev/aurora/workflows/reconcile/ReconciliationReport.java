package dev.aurora.workflows.reconcile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a comparison of books and broker found, account by account. */
public record ReconciliationReport(List<Account> accounts) {

  public ReconciliationReport {
    accounts = List.copyOf(accounts);
  }

  /**
   * One account.
   *
   * @param answered false = the broker was silent, from which nothing follows
   * @param breaks what differs, as sentences
   * @param detail of the silence; null when it answered
   */
  public record Account(
      String account, boolean answered, List<String> breaks, @Nullable String detail) {

    public Account {
      breaks = List.copyOf(breaks);
    }
  }

  /** AGREED, BREAKS or SILENT, the worst of all accounts. */
  public String state() {
    if (accounts.stream().anyMatch(account -> !account.breaks().isEmpty())) {
      return "BREAKS";
    }
    return accounts.stream().allMatch(Account::answered) ? "AGREED" : "SILENT";
  }
}
