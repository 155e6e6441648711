package dev.aurora.service.night;

import dev.aurora.service.e2d.E2dStage;
import dev.aurora.service.e2d.artifact.ArtifactFolder;
import dev.aurora.service.e2d.artifact.Digests;
import dev.aurora.service.gate.GateSubject;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Kills a decision run with SIGKILL after each of its stages, lets a new process go on, and keeps
 * what both wrote. The processes are real; the folders are temporary.
 */
public final class StageKills {

  private static final String SESSION = "2013-02-27";
  private static final long PATIENCE_SECONDS = 180;

  private final List<E2dStage> stages;

  /**
   * @param stages after each of which a run is killed
   */
  StageKills(List<E2dStage> stages) {
    this.stages = List.copyOf(stages);
  }

  /**
   * What came of it.
   *
   * @param undisturbed digest by file of the run that nobody killed; timings left out
   * @param killed for each stage what is there after the kill and a resume
   */
  public record Played(
      SortedMap<String, String> undisturbed, SortedMap<String, SortedMap<String, String>> killed) {}

  Played play(GateSubject subject) throws IOException {
    Path folder = Files.createTempDirectory("aurora-stage-kills");
    try {
      Path calm = folder.resolve("undisturbed");
      runToItsEnd(subject, calm);
      SortedMap<String, SortedMap<String, String>> killed = new TreeMap<>();
      for (E2dStage stage : stages) {
        Path artifacts = folder.resolve(stage.id());
        killAfter(stage, subject, artifacts);
        runToItsEnd(subject, artifacts);
        killed.put(stage.id(), digests(artifacts));
      }
      return new Played(digests(calm), killed);
    } finally {
      delete(folder);
    }
  }

  private static void killAfter(E2dStage stage, GateSubject subject, Path artifacts)
      throws IOException {
    Process victim = start(subject, artifacts, stage.id());
    try (BufferedReader said = victim.inputReader(StandardCharsets.UTF_8)) {
      String line = said.readLine();
      while (line != null && !line.equals(StageVictim.WAITING + stage.id())) {
        line = said.readLine();
      }
      if (line == null) {
        throw new IOException("the run ended before it could be killed after " + stage.id());
      }
    } finally {
      victim.destroyForcibly();
      await(victim);
    }
  }

  private static void runToItsEnd(GateSubject subject, Path artifacts) throws IOException {
    Process run = start(subject, artifacts, StageVictim.NO_STAGE);
    String said;
    try (BufferedReader reader = run.inputReader(StandardCharsets.UTF_8)) {
      said = reader.lines().collect(Collectors.joining("\n"));
    }
    int exit = await(run);
    if (exit != 0) {
      throw new IOException("a run that was to go on ended with " + exit + ": " + said);
    }
  }

  private static int await(Process process) throws IOException {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("a run did not end within " + PATIENCE_SECONDS + " s");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a run was awaited", e);
    }
  }

  private static Process start(GateSubject subject, Path artifacts, String deadly)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+IgnoreUnrecognizedVMOptions",
            "--enable-native-access=ALL-UNNAMED",
            "-Xlog:disable",
            StageVictim.class.getName(),
            subject.dataFolder().toString(),
            subject.corporateActions().toString(),
            Files.createDirectories(artifacts).toString(),
            SESSION,
            deadly));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // As an argument, the class path would be too long for ONNX Runtime: see ADR 0009.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder.start();
  }

  private static SortedMap<String, String> digests(Path folder) throws IOException {
    SortedMap<String, String> digests = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith(ArtifactFolder.TIMINGS)) {
          digests.put(folder.relativize(file).toString(), Digests.ofFile(file));
        }
      }
    }
    return digests;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
