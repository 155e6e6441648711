package dev.aurora.service.drill.kill;

import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.database.DatabaseLogin;
import dev.aurora.service.journal.database.DatabaseUrl;
import java.nio.file.Path;

/** Where books and ledger of a drill are; every worker opens them for itself. */
record KillStores(DatabaseUrl books, DatabaseUrl ledger, DatabaseLogin login) {

  /** Two H2 files of a folder. */
  static KillStores in(Path folder) {
    return new KillStores(
        DatabaseUrl.file(folder, "books"),
        DatabaseUrl.file(folder, "ledger"),
        DatabaseLogin.EMBEDDED);
  }

  Database openBooks() {
    return Database.open(books, login, Database.JOURNAL_MIGRATIONS);
  }

  Database openLedger() {
    return Database.open(ledger, login, Database.PAPER_MIGRATIONS);
  }
}
