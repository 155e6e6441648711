package dev.aurora.service.journal.book;

/** The books hold no account of this name; it is opened on purpose, never on first use. */
public final class UnknownAccount extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnknownAccount(String account) {
    super("no account " + account + " in the books: open it first");
  }
}
