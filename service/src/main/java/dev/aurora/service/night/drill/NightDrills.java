package dev.aurora.service.night.drill;

import dev.aurora.service.gate.GateSubject;
import dev.aurora.service.gate.drill.DrillRecord;
import dev.aurora.service.market.TradingCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs every drill of the gates that look at what Aurora does. What they judge are reports: each is
 * first judged sound and must be green, then with one thing wrong. Nothing is killed and no
 * processes are started, for the gates' own drills do that. Immutable.
 */
public final class NightDrills {

  private final GateSubject shipped;
  private final TradingCalendar calendar;

  /**
   * @param checkout root of the sources, with the policy
   * @param data folder of the shipped data
   */
  public NightDrills(Path checkout, Path data, TradingCalendar calendar) {
    this.shipped = new GateSubject(null, data, checkout);
    this.calendar = calendar;
  }

  /**
   * Runs all drills. Copies are in a temporary folder, which is gone afterwards.
   *
   * @return a record of every drill
   * @throws IOException when a copy can't be made or spoilt
   */
  public List<DrillRecord> run() throws IOException {
    Path work = Files.createTempDirectory("aurora-drill-night-");
    try {
      List<DrillRecord> records = new ArrayList<>();
      for (NightDrill drill : drills(work)) {
        records.add(drill.play());
      }
      return records;
    } finally {
      remove(work);
    }
  }

  private List<NightDrill> drills(Path work) {
    return Stream.of(
            new ReconciliationDrills(shipped).all(),
            new MutationDrills(shipped, work).all(),
            new BreakersDrills(shipped, calendar).all(),
            new KillSwitchDrills(shipped).all(),
            new IdempotencyDrills(shipped).all(),
            AnswerDrills.all())
        .flatMap(List::stream)
        .toList();
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
