package dev.aurora.service.journal.testing;

import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.database.DatabaseLogin;
import dev.aurora.service.journal.database.DatabaseUrl;
import dev.aurora.service.testing.RealPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The store that tests of the books run on: H2 files, or with {@code
 * -Daurora.test.store=postgresql} a real server. The build runs them on both.
 */
public enum TestStore {
  H2,
  POSTGRESQL;

  /** What this test JVM runs on. */
  public static final TestStore CURRENT =
      valueOf(System.getProperty("aurora.test.store", "h2").toUpperCase(java.util.Locale.ROOT));

  private static final Map<Path, String> MADE = new LinkedHashMap<>();

  /** The books of a folder: opened again, they are the same. */
  public static Database books(Path folder) {
    return open(folder, "books", Database.JOURNAL_MIGRATIONS);
  }

  /** The paper broker's ledger of a folder. */
  public static Database ledger(Path folder) {
    return open(folder, "ledger", Database.PAPER_MIGRATIONS);
  }

  /** A database of a folder by its name. */
  public static Database open(Path folder, String name, String migrations) {
    return Database.open(CURRENT.url(folder, name, migrations), CURRENT.login(), migrations);
  }

  /** Where a folder's database is; with its tables when it is new and on a server. */
  public DatabaseUrl url(Path folder, String name, String migrations) {
    return switch (this) {
      case H2 -> DatabaseUrl.file(folder, name);
      case POSTGRESQL -> new DatabaseUrl(made(folder.resolve(name), migrations));
    };
  }

  public DatabaseLogin login() {
    return switch (this) {
      case H2 -> DatabaseLogin.EMBEDDED;
      case POSTGRESQL -> RealPostgres.LOGIN;
    };
  }

  private static synchronized String made(Path path, String migrations) {
    dropOrphans();
    return MADE.computeIfAbsent(path, any -> RealPostgres.shared().freshUrl(migrations));
  }

  /** A test's folder is deleted after it; its databases are 8 MB each. */
  private static void dropOrphans() {
    Iterator<Map.Entry<Path, String>> all = MADE.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Path, String> made = all.next();
      if (Files.notExists(made.getKey().getParent())) {
        RealPostgres.shared().drop(made.getValue());
        all.remove();
      }
    }
  }
}
