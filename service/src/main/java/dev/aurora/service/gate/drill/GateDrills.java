package dev.aurora.service.gate.drill;

import dev.aurora.service.gate.FlagSources;
import dev.aurora.service.gate.GateVerdict;
import dev.aurora.service.gate.L0Gates;
import dev.aurora.service.gate.SnapshotManifest;
import dev.aurora.service.market.TradingCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Runs every drill of the L0 gates on copies of one run's artifacts. Each kind of copy is first
 * judged as it is and must be green, or its drills would show nothing; then each mutation must turn
 * its gate red, and each control must not. A gate with a drill that did not pass is itself red.
 */
public final class GateDrills {

  private final TradingCalendar calendar;

  public GateDrills(TradingCalendar calendar) {
    this.calendar = calendar;
  }

  /**
   * Runs all drills.
   *
   * @param artifacts folder of a finished daily run, golden or not; only read
   * @param work empty folder for the copies; each is removed when its drill is over
   * @return a record of every drill, the unspoilt copies first
   * @throws IOException when a copy can't be made or spoilt
   */
  public List<DrillRecord> run(Path artifacts, Path work) throws IOException {
    List<DrillRecord> records = new ArrayList<>();
    try (Connection database = open()) {
      for (Mutation.Base base : Mutation.Base.values()) {
        for (String gate : List.of("timezones", "dtypes", "snapshot", "flags")) {
          if (isSound(base, gate)) {
            String name = "unspoilt " + base.words();
            Mutation none = Mutation.control(gate, base, name, copy -> {});
            records.add(drill(none, artifacts, work, database));
          }
        }
      }
      for (Mutation mutation : mutations(DrillDays.of(artifacts, calendar))) {
        records.add(drill(mutation, artifacts, work, database));
      }
    } catch (SQLException e) {
      throw new IOException("can't spoil Parquet: " + e.getMessage(), e);
    }
    return records;
  }

  /** Turned into quarter hours, a run is no longer what its checkpoint lists. */
  private static boolean isSound(Mutation.Base base, String gate) {
    return switch (base) {
      case RUN, GOLDEN -> true;
      case INTRADAY, SUMMER_TIME_BEGINS, SUMMER_TIME_ENDS -> !gate.equals("snapshot");
    };
  }

  private static List<Mutation> mutations(DrillDays days) {
    return Stream.of(
            TimezonesMutations.all(days),
            DaylightMutations.all(),
            DtypesMutations.all(),
            SnapshotMutations.all(),
            FlagsMutations.all())
        .flatMap(List::stream)
        .toList();
  }

  private DrillRecord drill(Mutation mutation, Path artifacts, Path work, Connection database)
      throws IOException {
    Path own = Files.createTempDirectory(Files.createDirectories(work), "drill-");
    try {
      ArtifactCopy copy = ArtifactCopy.of(artifacts, own, database);
      prepare(copy, mutation.base());
      mutation.spoil().spoil(copy);
      GateVerdict verdict = judge(mutation.gate(), copy);
      return new DrillRecord(
          mutation.gate(),
          mutation.name(),
          mutation.expectedRed(),
          !verdict.green(),
          verdict.reasons());
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("drill '" + mutation.name() + "' can't spoil its copy: " + e, e);
    } finally {
      remove(own);
    }
  }

  /** Each copy has a flag registry of its own, so each has gates of its own. */
  private GateVerdict judge(String gate, ArtifactCopy copy) {
    FlagSources flags =
        new FlagSources(copy.flags().resolve("flags.json"), copy.flags(), copy.environment());
    try (L0Gates gates = new L0Gates(calendar, flags, System::nanoTime)) {
      return gates.run(copy.folder(), Set.of(gate)).getFirst();
    }
  }

  private static void prepare(ArtifactCopy copy, Mutation.Base base) throws Exception {
    switch (base) {
      case RUN -> {
        // as it is
      }
      case INTRADAY -> intraday(copy, "2012-11-23", "17:45:00");
      case SUMMER_TIME_BEGINS -> intraday(copy, "2012-03-12", "19:45:00"); // up to the close
      case SUMMER_TIME_ENDS -> intraday(copy, "2012-11-05", "17:45:00"); // from the open on
      case GOLDEN -> SnapshotManifest.freeze(copy.folder());
    }
  }

  /** The newest 14 rows of each symbol become the quarter hours of a day up to a time, in UTC. */
  private static void intraday(ArtifactCopy copy, String day, String newest) throws Exception {
    for (String table : List.of("features.parquet", "predictions.parquet")) {
      copy.rewrite(
          table,
          "SELECT * EXCLUDE (row, back) REPLACE ("
              + "to_timestamp(epoch('%s %s'::TIMESTAMP) - back * 900) AS time)"
                  .formatted(day, newest)
              + " FROM (SELECT *, row_number() OVER (PARTITION BY symbol ORDER BY time DESC) - 1"
              + " AS back FROM t) WHERE back < 14 ORDER BY row");
    }
    copy.edit("summary.json", "P1D", "PT15M");
    copy.decideAt(day + "T" + newest + "Z");
  }

  private static Connection open() throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("threads", "1");
    // Nothing is ever downloaded: so times are reckoned in microseconds, without the zone
    // extension.
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    return DriverManager.getConnection("jdbc:duckdb:", settings);
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
