package dev.aurora.service.journal.database;

import org.jdbi.v3.core.Handle;

/**
 * Is told of a transaction's commit, on the thread that commits. What it throws before the commit
 * undoes the transaction. Thread-safe.
 */
public interface TransactionObserver {

  /** Looks at nothing. */
  TransactionObserver NONE =
      new TransactionObserver() {
        @Override
        public void beforeCommit(Handle handle) {}

        @Override
        public void afterCommit() {}
      };

  /** All work is done, nothing is durable yet. */
  void beforeCommit(Handle handle);

  /** The commit has returned, its caller does not know yet. */
  void afterCommit();
}
