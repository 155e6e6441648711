package dev.aurora.service.journal.decision;

/** Whether a chain's records are what was written, and if not, where the first change is. */
public sealed interface ChainReport {

  /** Whose decisions it holds; for a chain of no account, what it holds. */
  String account();

  /**
   * Every record is in place and unchanged.
   *
   * @param head hash of the newest record
   */
  record Intact(String account, long records, String head) implements ChainReport {}

  /**
   * The first record that is not what was written.
   *
   * @param chainIndex where; one above the last record when records are missing at the end
   */
  record Broken(String account, long chainIndex, Kind kind, String expected, String found)
      implements ChainReport {}

  /** What is wrong with a record. */
  enum Kind {
    /** A record is missing. */
    MISSING,
    /** It does not name the hash of the record before it. */
    LINK,
    /** Its content does not give its hash. */
    CONTENT,
    /** The chain's head is not the newest record. */
    HEAD,
    /** It is not the record that an anchor names: the chain was written anew since. */
    ANCHOR
  }
}
