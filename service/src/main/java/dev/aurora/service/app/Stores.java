package dev.aurora.service.app;

import dev.aurora.service.journal.database.DatabaseLogin;
import dev.aurora.service.journal.database.DatabaseUrl;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * Where the books and the paper broker's ledger are, as the environment says. They are two
 * databases: the ledger is what the books are held against.
 *
 * @param login for the ones on a server
 */
public record Stores(DatabaseUrl books, DatabaseUrl ledger, DatabaseLogin login) {

  /** Where the books are when they are not an H2 file in the data directory. */
  public static final String BOOKS_VARIABLE = "AURORA_DB_URL";

  /** The same for the ledger: several services on one server share one ledger. */
  public static final String LEDGER_VARIABLE = "AURORA_PAPER_DB_URL";

  static final String USER_VARIABLE = "AURORA_DB_USER";
  static final String PASSWORD_VARIABLE = "AURORA_DB_PASSWORD";
  static final String PASSWORD_FILE_VARIABLE = "AURORA_DB_PASSWORD_FILE";

  public Stores {
    Objects.requireNonNull(login, "login");
    if (books.isSameDatabaseAs(ledger)) {
      throw new UsageError(
          Problem.of(
                  "ledger-in-books",
                  "Books and paper ledger are one database; the ledger is what the books are held"
                      + " against.",
                  "Name another database in " + LEDGER_VARIABLE + ", or unset it for a file.")
              .at(books.jdbcUrl()));
    }
  }

  /** The files of a data directory, whatever the environment says. */
  public static Stores files(Path home) {
    return new Stores(
        DatabaseUrl.file(home, "journal"),
        DatabaseUrl.file(home, "paper-ledger"),
        DatabaseLogin.EMBEDDED);
  }

  /**
   * What the environment says; files of the data directory for what it leaves out.
   *
   * @throws UsageError when login or password can't be had, or both are one database
   * @throws dev.aurora.service.journal.database.DatabaseUnavailable when a URL is refused
   */
  public static Stores read(Map<String, String> environment, Path home) {
    return new Stores(
        DatabaseUrl.of(environment.get(BOOKS_VARIABLE), home, "journal"),
        DatabaseUrl.of(environment.get(LEDGER_VARIABLE), home, "paper-ledger"),
        login(environment));
  }

  /** Who opens it: the server asks for the login, a file is guarded by its folder. */
  public DatabaseLogin loginOf(DatabaseUrl url) {
    return url.isH2File() ? DatabaseLogin.EMBEDDED : login;
  }

  private static DatabaseLogin login(Map<String, String> environment) {
    String user = environment.getOrDefault(USER_VARIABLE, "").strip();
    String password = environment.getOrDefault(PASSWORD_VARIABLE, "");
    String file = environment.getOrDefault(PASSWORD_FILE_VARIABLE, "").strip();
    if (!password.isEmpty() && !file.isEmpty()) {
      throw new UsageError(
          Problem.of(
              "database-password",
              PASSWORD_VARIABLE + " and " + PASSWORD_FILE_VARIABLE + " are both set.",
              "Unset one of them."));
    }
    return new DatabaseLogin(
        user.isEmpty() ? DatabaseLogin.EMBEDDED.user() : user,
        file.isEmpty() ? password : firstLine(Path.of(file)));
  }

  private static String firstLine(Path file) {
    try {
      return Files.readString(file).lines().findFirst().orElse("");
    } catch (IOException unreadable) {
      throw new UsageError(
          Problem.of(
                  "database-password",
                  "The file of the database password can't be read: "
                      + unreadable.getClass().getSimpleName()
                      + ".",
                  "Correct " + PASSWORD_FILE_VARIABLE + "; its first line is the password.")
              .at(file),
          unreadable);
    }
  }
}
