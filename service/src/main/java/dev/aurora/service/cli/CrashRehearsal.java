package dev.aurora.service.cli;

import dev.aurora.service.app.ServiceLaunch;
import dev.aurora.service.drill.crash.CrashDrill;
import dev.aurora.service.drill.crash.CrashReport;
import dev.aurora.service.drill.rollback.RollbackDrill;
import dev.aurora.service.drill.rollback.RollbackReport;
import dev.aurora.service.e2d.decision.StrategyFile;
import dev.aurora.service.e2d.model.ModelCard;
import dev.aurora.service.problem.DependencyError;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.temporal.EmbeddedTemporal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Gives a drill with real processes a folder, a server and a model. */
final class CrashRehearsal {

  private final Invocation invocation;

  CrashRehearsal(Invocation invocation) {
    this.invocation = invocation;
  }

  CrashReport crash(int rounds, long seed) {
    return in(
        "crash",
        (home, temporal, model) -> {
          invocation.output().progress("Killing things, seed " + seed + ", in " + home);
          return new CrashDrill(
                  invocation.root(), invocation.environment(), model, invocation.output()::progress)
              .run(home, temporal, rounds, seed);
        });
  }

  RollbackReport rollback(int rounds, long seed) {
    return in(
        "rollback",
        (home, temporal, model) -> {
          invocation.output().progress("Rolling back and forth, seed " + seed + ", in " + home);
          return new RollbackDrill(
                  invocation.root(), invocation.environment(), model, invocation.output()::progress)
              .run(home, temporal, rounds, seed);
        });
  }

  /** A drill in a folder of its own, with a server of its own that does not run yet. */
  private interface Drill<T> {
    T run(Path home, EmbeddedTemporal temporal, String model);
  }

  private <T> T in(String name, Drill<T> drill) {
    Path drills = invocation.home().resolve("drill").resolve(name);
    try {
      Files.createDirectories(drills);
      Path home = fresh(drills);
      EmbeddedTemporal temporal =
          new EmbeddedTemporal(
              home,
              new Installation(invocation).temporalCli(),
              invocation.environment(),
              invocation.clock(),
              EmbeddedTemporal.Ports.ANY);
      return drill.run(home, temporal, model());
    } catch (IOException e) {
      throw new DependencyError(
          Problem.of(
                  "drill-impossible",
                  "The drill could not be run: " + e.getMessage(),
                  "See that the data directory is writable and the shipped data is there.")
              .at(drills),
          e);
    }
  }

  private static Path fresh(Path drills) throws IOException {
    int number = 1;
    while (Files.exists(drills.resolve(Integer.toString(number)))) {
      number++;
    }
    return Files.createDirectory(drills.resolve(Integer.toString(number)));
  }

  private String model() throws IOException {
    Path file =
        new ServiceLaunch(invocation.root(), invocation.environment())
            .data()
            .resolve("strategies")
            .resolve("momentum.yaml");
    return ModelCard.read(StrategyFile.read(file).strategy().model()).version();
  }
}
