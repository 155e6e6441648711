package dev.aurora.service.gate.repeat;

import dev.aurora.service.e2d.AsOf;
import dev.aurora.service.e2d.E2dPipeline;
import dev.aurora.service.e2d.E2dRequest;
import dev.aurora.service.e2d.E2dResult;
import dev.aurora.service.gate.GateSubject;
import dev.aurora.service.market.TradingCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a fresh process runs for {@link DeterminismGate}: E2D of every shipped strategy on two
 * sessions, a half day and a whole one. Its arguments are the folder of data and the folder for
 * artifacts.
 */
public final class RepeatProgram {

  private static final List<LocalDate> SESSIONS =
      List.of(LocalDate.of(2012, 11, 23), LocalDate.of(2013, 2, 28));

  private RepeatProgram() {}

  public static void main(String[] arguments) throws IOException {
    run(new GateSubject(null, Path.of(arguments[0]), null), Path.of(arguments[1]));
  }

  /**
   * Runs within this process.
   *
   * @throws IOException when data is missing, or a run has no decisions
   */
  static void run(GateSubject subject, Path root) throws IOException {
    try (E2dPipeline pipeline = new E2dPipeline(TradingCalendar.nyse())) {
      for (Path strategy : strategies(subject.dataFolder().resolve("strategies"))) {
        for (LocalDate session : SESSIONS) {
          E2dResult result =
              pipeline.run(
                  E2dRequest.of(
                      strategy,
                      AsOf.session(session),
                      subject.bars(),
                      subject.corporateActions(),
                      root));
          if (!result.succeeded()) {
            throw new IOException("a run of " + session + " has no decisions: " + result.failure());
          }
        }
      }
    }
  }

  private static List<Path> strategies(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }
}
