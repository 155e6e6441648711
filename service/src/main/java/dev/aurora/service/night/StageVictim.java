package dev.aurora.service.night;

import dev.aurora.service.e2d.AsOf;
import dev.aurora.service.e2d.E2dPipeline;
import dev.aurora.service.e2d.E2dRequest;
import dev.aurora.service.e2d.E2dResult;
import dev.aurora.service.market.TradingCalendar;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.locks.LockSupport;

/**
 * One decision run as a process of its own, which waits after a stage to be killed. Arguments: data
 * folder, corporate actions, artifacts folder, session, and the stage to wait after or {@code
 * none}.
 */
final class StageVictim {

  /** Printed, with the stage behind it, when it waits. */
  static final String WAITING = "waiting after ";

  static final String NO_STAGE = "none";

  private StageVictim() {}

  public static void main(String[] arguments) throws IOException {
    Path data = Path.of(arguments[0]);
    String deadly = arguments[4];
    try (E2dPipeline pipeline = new E2dPipeline(TradingCalendar.nyse())) {
      E2dResult result =
          pipeline.run(
              E2dRequest.of(
                  data.resolve("strategies").resolve("momentum.yaml"),
                  AsOf.session(LocalDate.parse(arguments[3])),
                  data.resolve("bars"),
                  Path.of(arguments[1]),
                  Path.of(arguments[2])),
              report -> {
                if (report.stage().id().equals(deadly)) {
                  waitToBeKilled(deadly);
                }
              });
      if (!result.succeeded()) {
        throw new IllegalStateException(result.failure());
      }
    }
  }

  private static void waitToBeKilled(String stage) {
    System.out.println(WAITING + stage);
    System.out.flush();
    while (true) {
      LockSupport.park();
    }
  }
}
