package dev.aurora.service.gate;

import dev.aurora.rules.fact.GateLevel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * One gate of any level. What it needs to judge at all (a calendar, a desk, a database) it gets
 * when it is made; what it judges is the subject. {@link Gates} runs it, takes the time, and turns
 * every exception into a reason against.
 */
public interface Gate {

  /** Stable name, also for {@code --only}; unique over all levels. */
  String id();

  /** L0 for every run, L1 every night, L2 before a promotion. */
  GateLevel level();

  /** What holds when it is green, one line for a person. */
  String holds();

  /**
   * The files and folders whose content it judges: each must be there, and no file in them empty.
   * Their digest is the verdict's. A gate that judges no file names what it judged with {@link
   * Finding#judged}.
   *
   * @throws IOException when the subject lacks what this gate reads
   */
  List<Path> reads(GateSubject subject) throws IOException;

  /**
   * Judges.
   *
   * @param finding takes reasons against and evidence; no reason means green
   * @throws IOException when something can't be read, which counts against it
   */
  void judge(GateSubject subject, Finding finding) throws IOException;
}
