package dev.aurora.service.journal.database;

import org.jspecify.annotations.Nullable;

/**
 * The database could not be opened, and nothing was changed; or it went away under a transaction,
 * which then is undone, or was committed without the answer arriving: call again, every write of
 * the books is made once under its key. The message says what to do, and holds no secret.
 */
public final class DatabaseUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why it could not be used. */
  public enum Reason {
    /** The URL asks for something that Aurora does not trust with money, or is not a URL. */
    URL_REFUSED,
    /** Another process has the database file open; an H2 file has one owner. */
    IN_USE,
    /** The file is not a database, is damaged, or was encrypted or made by another H2. */
    UNREADABLE,
    /** The database was written by a newer Aurora. */
    NEWER_SCHEMA,
    /** The database has other tables: the books where the ledger should be, or the reverse. */
    OTHER_TABLES,
    /** A migration failed, or an applied one differs from the one in this build. */
    MIGRATION_FAILED,
    /** The user or password is wrong. */
    LOGIN_REFUSED,
    /** The server may lose what it has committed. */
    NOT_DURABLE,
    /** The database sorts text in another order than by code point, or is not UTF-8. */
    SORTED_OTHERWISE,
    /** Another transaction held a lock for too long. */
    BUSY,
    /** No driver for this URL, or no server answered. */
    UNREACHABLE
  }

  private final Reason reason;

  public DatabaseUnavailable(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
