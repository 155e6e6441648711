package dev.aurora.service.gate;

import java.io.IOException;
import java.nio.file.Path;

/** One gate over an artifact folder. */
interface L0Gate {

  /** Stable name, also for {@code --only}. */
  String id();

  /** What holds when it is green, one line for a person. */
  String holds();

  /**
   * Judges a folder.
   *
   * @param artifacts an existing folder
   * @param finding takes reasons against and evidence; no reason means green
   * @throws IOException when something can't be read, which counts against it
   */
  void judge(Path artifacts, Finding finding) throws IOException;
}
