package dev.aurora.service.cli;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.service.app.ServiceLaunch;
import dev.aurora.service.gate.FlagSources;
import dev.aurora.service.gate.Gate;
import dev.aurora.service.gate.GateCatalogue;
import dev.aurora.service.gate.GateSubject;
import dev.aurora.service.gate.GateVerdict;
import dev.aurora.service.gate.Gates;
import dev.aurora.service.gate.SnapshotManifest;
import dev.aurora.service.gate.ratchet.GoldenRelease;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.problem.DependencyError;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code aurora gates}: judges artifacts, data, and what Aurora does. A whole level above L0 is run
 * by the service when one runs, and stored there; everything else is judged here, and not stored.
 */
@Command(
    name = "gates",
    description = "Judge a run's artifacts and the shipped data, or list the gates.",
    subcommands = NightlyCommand.class,
    footer = {
      "",
      "Examples:",
      "  aurora gates list",
      "  aurora gates run l1",
      "  aurora gates nights",
      "  aurora gates run l0 --artifacts .aurora/artifacts/4f1c..",
      "  aurora gates run l0 --artifacts out/ --only timezones --only dtypes --json",
      "  aurora gates show timezones"
    })
final class GatesCommand implements Runnable {

  private final Invocation invocation;

  @Spec private CommandSpec spec = CommandSpec.create();

  GatesCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Missing command: run, list, nights, show or freeze.");
  }

  @Command(
      name = "run",
      description = {
        "Judge with the gates of a level: l0 an artifact folder of Aurora or of another program"
            + " with the same files, the others the shipped data and models too.",
        "A whole level above l0 is run by the service when one runs: its verdicts are evidence, and"
            + " count for tonight. With --only or --artifacts they are not stored.",
        "Exits 0 when every gate is green, 1 when one is red; no artifacts are red."
      })
  int run(
      @Parameters(paramLabel = "LEVEL", description = "l0, l1 or l2") String level,
      @Option(
              names = "--artifacts",
              paramLabel = "DIR",
              description = "Folder of a finished run; l0 needs one.")
          @Nullable Path artifacts,
      @Option(
              names = "--only",
              split = ",",
              paramLabel = "GATE",
              description = "A gate to run alone; may be given again.")
          @Nullable List<String> only) {
    List<GateVerdict> verdicts;
    try (GateCatalogue catalogue = catalogue()) {
      Gates all = all(catalogue);
      GateLevel asked = level(level, all);
      Set<String> gates = known(only, all.ids(asked));
      if (asked != GateLevel.L0 && artifacts == null && only == null) {
        Optional<Integer> exit = new GateRunOnService(invocation).run(asked);
        if (exit.isPresent()) {
          return exit.get();
        }
      }
      verdicts = all.run(asked, subject(asked, artifacts), gates);
    }
    show(verdicts);
    return verdicts.stream().allMatch(GateVerdict::green) ? ExitCode.DONE : ExitCode.NO;
  }

  @Command(name = "list", description = "Say which gates there are and what each of them holds.")
  int list() {
    List<Map<String, String>> rows;
    try (GateCatalogue catalogue = catalogue()) {
      rows = all(catalogue).all().stream().map(GatesCommand::row).toList();
    }
    if (invocation.output().json()) {
      invocation.output().document(rows);
    } else {
      invocation.output().table(rows.stream().map(row -> List.copyOf(row.values())).toList());
    }
    return ExitCode.DONE;
  }

  @Command(name = "show", description = "Say what one gate holds, and how to run it.")
  int show(@Parameters(paramLabel = "GATE", description = "Id of a gate.") String gate) {
    Map<String, String> row;
    try (GateCatalogue catalogue = catalogue()) {
      List<Gate> all = all(catalogue).all();
      known(List.of(gate), all.stream().map(Gate::id).toList());
      row = all.stream().filter(g -> g.id().equals(gate)).map(GatesCommand::row).findFirst().get();
    }
    String level = row.getOrDefault("level", "").toLowerCase(Locale.ROOT);
    row.put("run", "aurora gates run " + level + " --only " + gate);
    if (invocation.output().json()) {
      invocation.output().document(row);
    } else {
      row.forEach((key, value) -> invocation.output().line("%-6s %s".formatted(key, value)));
    }
    return ExitCode.DONE;
  }

  @Command(
      name = "freeze",
      description = {
        "Make what is measured now the released: golden figures, thresholds and the newest run.",
        "For a release, on a quiet machine: durations become goldens too. Commit what it writes."
      })
  int freeze() {
    GateSubject subject = new GateSubject(null, data(), invocation.root());
    try {
      SnapshotManifest manifest = new GoldenRelease(TradingCalendar.nyse()).release(subject);
      invocation.output().document(Map.of("files", manifest.files(), "digest", manifest.digest()));
    } catch (IOException e) {
      throw new DependencyError(
          Problem.of(
                  "nothing-frozen",
                  "The goldens could not be written: " + e.getMessage(),
                  "See that the data is there and its folder is writable, then run it again.")
              .at(data()),
          e);
    }
    return ExitCode.DONE;
  }

  private GateCatalogue catalogue() {
    Map<String, String> environment = invocation.environment();
    return new GateCatalogue(
        TradingCalendar.nyse(),
        FlagSources.of(data(), invocation.root(), environment),
        System::nanoTime);
  }

  /** With those that need processes of their own, or the service. */
  private Gates all(GateCatalogue catalogue) {
    return catalogue.gates().and(new NightRehearsal(invocation).gates());
  }

  private Path data() {
    return new ServiceLaunch(invocation.root(), invocation.environment()).data();
  }

  private GateSubject subject(GateLevel level, @Nullable Path artifacts) {
    if (level == GateLevel.L0 && artifacts == null) {
      throw new ParameterException(
          spec.commandLine().getSubcommands().get("run"),
          "Missing required option: '--artifacts=DIR'");
    }
    return new GateSubject(
        artifacts == null ? null : invocation.resolve(artifacts), data(), invocation.root());
  }

  private void show(List<GateVerdict> verdicts) {
    Output output = invocation.output();
    if (output.json()) {
      output.document(verdicts.stream().map(Gates::json).toList());
      return;
    }
    for (GateVerdict verdict : verdicts) {
      output.line(
          "%-6s %-10s %d ms"
              .formatted(
                  verdict.green() ? "green" : "RED",
                  verdict.gate(),
                  verdict.duration().toMillis()));
      verdict.reasons().forEach(reason -> output.line("         " + reason));
    }
  }

  private static GateLevel level(String level, Gates gates) {
    List<GateLevel> levels =
        Arrays.stream(GateLevel.values()).filter(l -> !gates.ids(l).isEmpty()).toList();
    String asked = level.toUpperCase(Locale.ROOT);
    return levels.stream()
        .filter(l -> l.name().equals(asked))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageError(
                    new Problem(
                        "gate-level",
                        "There are no gates of this level.",
                        "gates run " + level,
                        levels.stream()
                            .map(l -> l.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", ")),
                        "Run `aurora gates list` to see the gates and their levels.")));
  }

  private static Set<String> known(@Nullable List<String> only, List<String> ids) {
    Set<String> asked = only == null ? Set.of() : new TreeSet<>(only);
    for (String gate : asked) {
      if (!ids.contains(gate)) {
        throw new UsageError(
            new Problem(
                "gate",
                "There is no such gate.",
                "--only " + gate,
                "one of " + String.join(", ", ids),
                "Correct it, or leave --only out to run every gate."));
      }
    }
    return asked;
  }

  private static Map<String, String> row(Gate gate) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("gate", gate.id());
    row.put("level", gate.level().name());
    row.put("holds", gate.holds());
    return row;
  }
}
