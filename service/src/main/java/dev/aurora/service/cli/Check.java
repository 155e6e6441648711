package dev.aurora.service.cli;

import org.jspecify.annotations.Nullable;

/**
 * One thing that {@code aurora doctor} looked at.
 *
 * @param name what was looked at
 * @param verdict how it is
 * @param found what was found
 * @param remedy what to do; null where nothing is to be done
 */
record Check(String name, Verdict verdict, String found, @Nullable String remedy) {

  enum Verdict {
    /** As it should be. */
    OK,
    /** Aurora works, with less. */
    WARN,
    /** Aurora does not work until this is put right. */
    FAIL
  }

  static Check ok(String name, String found) {
    return new Check(name, Verdict.OK, found, null);
  }

  static Check warn(String name, String found, String remedy) {
    return new Check(name, Verdict.WARN, found, remedy);
  }

  static Check fail(String name, String found, String remedy) {
    return new Check(name, Verdict.FAIL, found, remedy);
  }
}
