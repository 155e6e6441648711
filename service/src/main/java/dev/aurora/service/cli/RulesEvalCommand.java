package dev.aurora.service.cli;

import dev.aurora.rules.engine.EngineKind;
import dev.aurora.rules.engine.EvalLines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code aurora rules eval}. Pure: no server, no database, no clock but the facts' own. */
@Command(
    name = "eval",
    description = {
      "JSON lines of facts in, one verdict a line out, in the same order.",
      "Exits 0 whatever the verdicts; 2 when a line can't be read (its error stands in its place)."
    })
final class RulesEvalCommand implements Callable<Integer> {

  private final Invocation invocation;

  @Option(names = "--rules", paramLabel = "DIR", description = "The policy's folder.")
  private @Nullable Path folder;

  @Option(
      names = "--facts",
      required = true,
      paramLabel = "FILE",
      description = "JSON lines; - for standard input.")
  private String facts = "-";

  @Option(
      names = "--engine",
      defaultValue = "DROOLS",
      description = "${COMPLETION-CANDIDATES}: as production does, or quicker to start.")
  private EngineKind engine = EngineKind.DROOLS;

  RulesEvalCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws IOException {
    PolicyFolder policies = new PolicyFolder(invocation);
    StringBuilder messages = new StringBuilder();
    try (InputStream in = policies.facts(facts)) {
      int exit =
          EvalLines.run(policies.of(folder), engine, in, invocation.output().results(), messages);
      if (!messages.isEmpty()) {
        invocation.output().message(messages.toString().stripTrailing());
      }
      return exit;
    }
  }
}
