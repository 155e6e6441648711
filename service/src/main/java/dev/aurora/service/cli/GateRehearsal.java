package dev.aurora.service.cli;

import dev.aurora.service.app.ServiceLaunch;
import dev.aurora.service.gate.drill.DrillRecord;
import dev.aurora.service.gate.drill.DrillRun;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.night.drill.NightDrills;
import dev.aurora.service.problem.DependencyError;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Drills every gate: those that judge files on spoilt copies, the others on spoilt reports. */
final class GateRehearsal {

  private final Invocation invocation;

  GateRehearsal(Invocation invocation) {
    this.invocation = invocation;
  }

  List<DrillRecord> drill(String strategy) {
    ServiceLaunch launch = new ServiceLaunch(invocation.root(), invocation.environment());
    Path file = launch.data().resolve("strategies").resolve(strategy + ".yaml");
    if (!Files.isRegularFile(file)) {
      throw new UsageError(
          new Problem(
              "unknown-strategy",
              "There is no such strategy.",
              "--strategy " + strategy,
              "the name of a file " + file,
              "Correct it, or leave --strategy out."));
    }
    invocation.output().progress("Making a run on " + launch.shippedBars() + ", then spoiling it");
    TradingCalendar calendar = TradingCalendar.nyse();
    try {
      List<DrillRecord> records =
          new ArrayList<>(new DrillRun(launch.data(), calendar).gates(strategy));
      records.addAll(new NightDrills(invocation.root(), launch.data(), calendar).run());
      return records;
    } catch (IOException e) {
      throw new DependencyError(
          Problem.of(
                  "drill-impossible",
                  "The drills could not be run: " + e.getMessage(),
                  "See that the shipped data is there and the temporary folder is writable.")
              .at(launch.data()),
          e);
    }
  }
}
