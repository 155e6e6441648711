package dev.aurora.service.journal.decision;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.decision.ChainReport.Broken;
import dev.aurora.service.journal.decision.ChainReport.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The heads of all accounts' chains and of {@link BooksChain}, written down from time to time in a
 * chain of their own: whoever keeps an exported anchor can tell that a chain was rewritten as a
 * whole. Thread-safe; several processes may anchor at once.
 */
public final class ChainAnchors {

  /** The chain's name in the audit. */
  public static final String CHAIN = "anchors";

  private final Database database;
  private final Clock clock;

  /**
   * @param clock wall time
   */
  public ChainAnchors(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * One anchor.
   *
   * @param at wall time
   * @param headsJson length and hash by account or chain, as canonical JSON
   */
  public record Anchor(
      long chainIndex, Instant at, String headsJson, String previousHash, String recordHash)
      implements HashChain.Link {

    @Override
    public String computedHash() {
      return Digests.sha256(previousHash, Long.toString(chainIndex), at.toString(), headsJson);
    }

    /** The heads by account or chain. */
    public SortedMap<String, HashChain.Head> heads() {
      return CanonicalJson.read(headsJson, new TypeReference<TreeMap<String, HashChain.Head>>() {});
    }
  }

  /** Writes one when a chain has moved since the newest. */
  public Optional<Anchor> anchor() {
    return database.transaction(
        handle -> {
          Anchor last = last(handle);
          String heads = CanonicalJson.write(heads(handle));
          if (last != null && last.headsJson().equals(heads)) {
            return Optional.empty();
          }
          Anchor open =
              new Anchor(
                  last == null ? 1 : last.chainIndex() + 1,
                  Columns.micros(clock.instant()),
                  heads,
                  last == null ? HashChain.GENESIS : last.recordHash(),
                  "");
          Anchor sealed =
              new Anchor(
                  open.chainIndex(), open.at(), heads, open.previousHash(), open.computedHash());
          insert(handle, sealed);
          return Optional.of(sealed);
        });
  }

  /** Anchors after a chain index, in order. */
  public List<Anchor> after(long chainIndex, int limit) {
    return database.transaction(handle -> after(handle, chainIndex, limit));
  }

  /** Whether the anchors are what was written, and the chains still hold what they anchor. */
  public ChainReport verify() {
    return database.transaction(
        handle -> {
          List<Anchor> anchors = after(handle, 0, Integer.MAX_VALUE);
          HashChain.Head head =
              anchors.isEmpty()
                  ? new HashChain.Head(0, HashChain.GENESIS)
                  : new HashChain.Head(anchors.size(), anchors.getLast().recordHash());
          ChainReport chain = HashChain.verify(CHAIN, head, anchors.iterator());
          return chain instanceof Broken ? chain : held(handle, anchors).orElse(chain);
        });
  }

  /** The first of these anchors, from wherever they come, that the books don't hold any more. */
  public Optional<ChainReport> unheld(List<Anchor> anchors) {
    return database.transaction(handle -> held(handle, anchors));
  }

  private static Optional<ChainReport> held(Handle handle, List<Anchor> anchors) {
    for (Anchor anchor : anchors) {
      for (var head : anchor.heads().entrySet()) {
        String expected = head.getValue().hash();
        String found = hash(handle, head.getKey(), head.getValue().length());
        if (!expected.equals(found)) {
          return Optional.of(
              new Broken(head.getKey(), head.getValue().length(), Kind.ANCHOR, expected, found));
        }
      }
    }
    return Optional.empty();
  }

  private static String hash(Handle handle, String name, long chainIndex) {
    if (BooksChain.isKey(name)) {
      return BooksChain.of(name)
          .map(chain -> chain.hash(handle, chainIndex).orElse("no record"))
          .orElse("no chain that this program knows");
    }
    return chainIndex == 0
        ? HashChain.GENESIS
        : handle
            .createQuery(
                """
                select record_hash from decision_records
                where account = :account and chain_index = :index\
                """)
            .bind("account", name)
            .bind("index", chainIndex)
            .mapTo(String.class)
            .findOne()
            .orElse("no record");
  }

  private static SortedMap<String, HashChain.Head> heads(Handle handle) {
    SortedMap<String, HashChain.Head> heads = new TreeMap<>();
    handle
        .createQuery("select account, chain_length, chain_head from accounts")
        .map(
            (row, context) ->
                heads.put(
                    row.getString("account"),
                    new HashChain.Head(row.getLong("chain_length"), row.getString("chain_head"))))
        .list();
    for (BooksChain chain : BooksChain.values()) {
      chain.head(handle).ifPresent(head -> heads.put(chain.key(), head));
    }
    return heads;
  }

  private static @Nullable Anchor last(Handle handle) {
    return handle
        .createQuery(
            "select * from chain_anchors order by chain_index desc fetch first 1 rows only")
        .map((row, context) -> anchor(row))
        .findOne()
        .orElse(null);
  }

  private static List<Anchor> after(Handle handle, long chainIndex, int limit) {
    return handle
        .createQuery(
            "select * from chain_anchors where chain_index > :index order by chain_index"
                + " fetch first %d rows only".formatted(limit))
        .bind("index", chainIndex)
        .map((row, context) -> anchor(row))
        .list();
  }

  /** Another process that anchors at once loses: the index is unique, and it looks again. */
  private static void insert(Handle handle, Anchor anchor) {
    handle
        .createUpdate(
            """
            insert into chain_anchors (chain_index, anchored_at, heads_json, previous_hash,
                record_hash)
            values (:index, :at, :heads, :previous, :hash)\
            """)
        .bind("index", anchor.chainIndex())
        .bind("at", Columns.time(anchor.at()))
        .bind("heads", anchor.headsJson())
        .bind("previous", anchor.previousHash())
        .bind("hash", anchor.recordHash())
        .execute();
  }

  private static Anchor anchor(ResultSet row) throws SQLException {
    return new Anchor(
        row.getLong("chain_index"),
        Columns.moment(row, "anchored_at"),
        row.getString("heads_json"),
        row.getString("previous_hash"),
        row.getString("record_hash"));
  }
}
