package dev.aurora.service.gate;

import dev.aurora.rules.fact.GateLevel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A gate of level L0: it reads the artifact folder of one run and nothing else. */
interface ArtifactGate extends Gate {

  @Override
  default GateLevel level() {
    return GateLevel.L0;
  }

  @Override
  default List<Path> reads(GateSubject subject) throws IOException {
    return List.of(subject.artifactFolder());
  }

  @Override
  default void judge(GateSubject subject, Finding finding) throws IOException {
    judge(subject.artifactFolder(), finding);
  }

  /**
   * Judges a folder.
   *
   * @param artifacts an existing folder
   * @throws IOException when something can't be read, which counts against it
   */
  void judge(Path artifacts, Finding finding) throws IOException;
}
