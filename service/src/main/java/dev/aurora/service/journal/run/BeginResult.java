package dev.aurora.service.journal.run;

/** What became of a wish to decide a bar. */
public sealed interface BeginResult {

  /** The run in the books. */
  RunRow run();

  /** The bar was undecided; this run decides it. */
  record Begun(RunRow run) implements BeginResult {}

  /** The same inputs began before: go on from there, or read what came out. */
  record SameInputs(RunRow run) implements BeginResult {}

  /** Other inputs decided this bar: {@code run} names them. Nothing was changed. */
  record DecidedByOthers(RunRow run) implements BeginResult {}
}
