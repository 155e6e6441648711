package dev.aurora.service.crash;

import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.database.DatabaseLogin;
import dev.aurora.service.journal.database.DatabaseUrl;
import dev.aurora.service.testing.RealPostgres;
import java.nio.file.Path;
import java.util.Locale;

/** Where a round's books are; the broker's ledger is a file of its own, whatever this says. */
enum CrashStore {
  /** The file that ships. */
  H2 {
    @Override
    Books fresh(Path home) {
      return new Books(DatabaseUrl.file(home, "journal").jdbcUrl());
    }
  },

  /** A server, which lives on when the service dies. */
  POSTGRES {
    @Override
    Books fresh(Path home) {
      return new Books(RealPostgres.shared().freshUrl());
    }
  };

  /** Books of a round, as the service and the audit open them. */
  record Books(String url) {

    Database open() {
      DatabaseUrl where = new DatabaseUrl(url);
      return Database.open(
          where,
          where.isH2File() ? DatabaseLogin.EMBEDDED : RealPostgres.LOGIN,
          Database.JOURNAL_MIGRATIONS);
    }
  }

  /** Empty books for a round in that folder. */
  abstract Books fresh(Path home);

  /** The name, as in {@code -Daurora.crash.store}. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static CrashStore named(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
