package dev.aurora.service.journal.decision;

import dev.aurora.service.journal.decision.ChainReport.Broken;
import dev.aurora.service.journal.decision.ChainReport.Intact;
import dev.aurora.service.journal.decision.ChainReport.Kind;
import java.util.Iterator;

/** Follows a chain of records, each holding the hash of the one before. */
public final class HashChain {

  /** What the first record names as the hash before it. */
  public static final String GENESIS = "sha256:none";

  private HashChain() {}

  /** A record of a chain. */
  public interface Link {

    /** 1 for the first. */
    long chainIndex();

    String previousHash();

    String recordHash();

    /** The hash that the content calls for. */
    String computedHash();
  }

  /**
   * The newest record, as it is kept apart from the records.
   *
   * @param hash {@link #GENESIS} when there is none
   */
  public record Head(long length, String hash) {}

  /**
   * Locates the first change, if there is one.
   *
   * @param name of the chain, in the report
   * @param records in the order of their index
   */
  public static ChainReport verify(String name, Head head, Iterator<? extends Link> records) {
    long index = 0;
    String previous = GENESIS;
    while (records.hasNext()) {
      Link found = records.next();
      index++;
      if (found.chainIndex() != index) {
        return new Broken(
            name, index, Kind.MISSING, "record " + index, "record " + found.chainIndex());
      }
      if (!found.previousHash().equals(previous)) {
        return new Broken(name, index, Kind.LINK, previous, found.previousHash());
      }
      if (!found.computedHash().equals(found.recordHash())) {
        return new Broken(name, index, Kind.CONTENT, found.recordHash(), found.computedHash());
      }
      previous = found.recordHash();
    }
    if (index < head.length()) {
      return new Broken(
          name, index + 1, Kind.MISSING, head.length() + " records", index + " records");
    }
    if (!previous.equals(head.hash())) {
      return new Broken(name, index, Kind.HEAD, head.hash(), previous);
    }
    return new Intact(name, index, previous);
  }
}
