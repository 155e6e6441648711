package dev.aurora.service.journal.database;

import org.jspecify.annotations.Nullable;

/** The database could not be opened; nothing was changed. The message says what to do. */
public final class DatabaseUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why it could not be opened. */
  public enum Reason {
    /** The URL asks for something that Aurora does not trust with money, or is not a URL. */
    URL_REFUSED,
    /** Another process has the database file open; an H2 file has one owner. */
    IN_USE,
    /** The file is not a database, is damaged, or was encrypted or made by another H2. */
    UNREADABLE,
    /** The file was written by a newer Aurora. */
    NEWER_SCHEMA,
    /** A migration failed, or an applied one differs from the one in this build. */
    MIGRATION_FAILED,
    /** The user or password is wrong. */
    LOGIN_REFUSED,
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
