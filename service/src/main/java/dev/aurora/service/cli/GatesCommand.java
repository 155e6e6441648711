package dev.aurora.service.cli;

import dev.aurora.service.app.ServiceLaunch;
import dev.aurora.service.gate.FlagSources;
import dev.aurora.service.gate.GateVerdict;
import dev.aurora.service.gate.L0Gates;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aurora gates}: judges an artifact folder. Needs no service and changes nothing. */
@Command(
    name = "gates",
    description = "Judge a run's artifacts, or list the gates.",
    footer = {
      "",
      "Examples:",
      "  aurora gates list",
      "  aurora gates run l0 --artifacts .aurora/artifacts/4f1c..",
      "  aurora gates run l0 --artifacts out/ --only timezones --only dtypes --json"
    })
final class GatesCommand implements Runnable {

  private final Invocation invocation;

  @Spec private CommandSpec spec = CommandSpec.create();

  GatesCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command: run or list.");
  }

  @Command(
      name = "run",
      description = {
        "Judge an artifact folder of Aurora or of another program with the same files.",
        "Exits 0 when every gate is green, 1 when one is red; no artifacts are red."
      })
  int run(
      @Parameters(paramLabel = "LEVEL", description = "l0") String level,
      @Option(
              names = "--artifacts",
              required = true,
              paramLabel = "DIR",
              description = "Folder of a finished run.")
          Path artifacts,
      @Option(
              names = "--only",
              split = ",",
              paramLabel = "GATE",
              description = "A gate to run alone; may be given again.")
          @Nullable List<String> only) {
    requireLevel(level);
    List<GateVerdict> verdicts;
    try (L0Gates gates = gates()) {
      verdicts = gates.run(invocation.resolve(artifacts), known(only, gates.ids()));
    }
    show(verdicts);
    return verdicts.stream().allMatch(GateVerdict::green) ? ExitCode.DONE : ExitCode.NO;
  }

  @Command(name = "list", description = "Say which gates there are and what each of them holds.")
  int list() {
    List<Map<String, String>> rows = new ArrayList<>();
    try (L0Gates gates = gates()) {
      gates
          .catalogue()
          .forEach(
              (id, holds) -> rows.add(row("gate", id, "level", L0Gates.LEVEL, "holds", holds)));
    }
    if (invocation.output().json()) {
      invocation.output().document(rows);
    } else {
      invocation.output().table(rows.stream().map(row -> List.copyOf(row.values())).toList());
    }
    return ExitCode.DONE;
  }

  private L0Gates gates() {
    Map<String, String> environment = invocation.environment();
    Path data = new ServiceLaunch(invocation.root(), environment).data();
    return new L0Gates(
        TradingCalendar.nyse(),
        FlagSources.of(data, invocation.root(), environment),
        System::nanoTime);
  }

  private void show(List<GateVerdict> verdicts) {
    Output output = invocation.output();
    if (output.json()) {
      output.document(verdicts.stream().map(L0Gates::json).toList());
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

  private static void requireLevel(String level) {
    if (!level.toUpperCase(Locale.ROOT).equals(L0Gates.LEVEL)) {
      throw new UsageError(
          new Problem(
              "gate-level",
              "There are no gates of this level.",
              "gates run " + level,
              "l0",
              "Run `aurora gates list` to see the gates and their levels."));
    }
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

  private static Map<String, String> row(String... keysAndValues) {
    Map<String, String> row = new LinkedHashMap<>();
    for (int at = 0; at < keysAndValues.length; at += 2) {
      row.put(keysAndValues[at], keysAndValues[at + 1]);
    }
    return row;
  }
}
