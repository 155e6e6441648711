package dev.aurora.service.journal.database;

import java.util.Objects;

/**
 * Who opens a database. The password is in no text that this gives.
 *
 * @param password empty where the server asks for none
 */
public record DatabaseLogin(String user, String password) {

  /** Of the embedded file, which the file system guards. */
  public static final DatabaseLogin EMBEDDED = new DatabaseLogin("aurora", "");

  public DatabaseLogin {
    Objects.requireNonNull(password, "password");
    if (user.isBlank()) {
      throw new IllegalArgumentException("a database user has a name");
    }
  }

  @Override
  public String toString() {
    return "DatabaseLogin[user=" + user + "]";
  }
}
