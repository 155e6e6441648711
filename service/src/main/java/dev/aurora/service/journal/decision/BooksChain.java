package dev.aurora.service.journal.decision;

import dev.aurora.service.journal.decision.HashChain.Head;
import java.util.Arrays;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * A chain of the whole books, of no one account: who had what changed. Each row holds the hash of
 * the one before, so an anchor of the newest holds all.
 */
public enum BooksChain {
  BUILDS("build_changes", "revision"),
  KILL_RECEIPTS("kill_receipts", "chain_index"),
  OVERRIDES("rule_overrides", "chain_index"),
  PROMOTIONS("promotion_events", "event_no"),
  RULE_RELEASES("rule_releases", "revision"),
  STAGE_POLICY("stage_policy", "revision");

  /** What no account's name begins with (opening one refuses it): anchors name both in one list. */
  private static final String PREFIX = "chain:";

  private final String table;
  private final String index;

  BooksChain(String table, String index) {
    this.table = table;
    this.index = index;
  }

  /** The chain's name in an anchor. */
  String key() {
    return PREFIX + table;
  }

  /** Whether an anchor's entry is of a chain and not of an account. */
  public static boolean isKey(String name) {
    return name.startsWith(PREFIX);
  }

  /** Empty when this program knows no such chain. */
  static Optional<BooksChain> of(String key) {
    return Arrays.stream(values()).filter(chain -> chain.key().equals(key)).findFirst();
  }

  /** The newest row; empty when there is none. */
  Optional<Head> head(Handle handle) {
    return handle
        .createQuery(
            "select %1$s, record_hash from %2$s order by %1$s desc fetch first 1 rows only"
                .formatted(index, table))
        .map((row, context) -> new Head(row.getLong(index), row.getString("record_hash")))
        .findOne();
  }

  /** The hash of a row; empty when it is not there. */
  Optional<String> hash(Handle handle, long row) {
    return handle
        .createQuery("select record_hash from %s where %s = :row".formatted(table, index))
        .bind("row", row)
        .mapTo(String.class)
        .findOne();
  }
}
