package dev.aurora.service.crash;

import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.database.DatabaseUrl;
import java.nio.file.Path;

/** Where a round's books are. */
interface CrashStore {

  /** How to reach books that are not the service's own default. */
  record Books(String url, String user, String password) {

    Database open() {
      return Database.open(new DatabaseUrl(url), user, password, Database.JOURNAL_MIGRATIONS);
    }
  }

  /** Short name, as in {@code -Daurora.crash.store}. */
  String name();

  /** Empty books for a round. */
  Books fresh(Path home);

  /** The store of that name. */
  static CrashStore named(String name) {
    if (name.equals("h2")) {
      return h2();
    }
    throw new IllegalArgumentException("no store " + name + ": h2");
  }

  /** The H2 file that ships. */
  static CrashStore h2() {
    return new CrashStore() {
      @Override
      public String name() {
        return "h2";
      }

      @Override
      public Books fresh(Path home) {
        return new Books(DatabaseUrl.file(home, "journal").jdbcUrl(), "aurora", "");
      }
    };
  }
}
