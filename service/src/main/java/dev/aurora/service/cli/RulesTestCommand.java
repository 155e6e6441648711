package dev.aurora.service.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aurora rules test}. Pure: no server, no database, no clock. */
@Command(
    name = "test",
    description = {
      "Run the cases beside the rules. Exits 1 when one fails, or when there are none.",
      "With --export also write them as JSON lines that any engine can be held against."
    })
final class RulesTestCommand implements Callable<Integer> {

  private final Invocation invocation;

  @Parameters(arity = "0..1", paramLabel = "DIR", description = "The policy's folder.")
  private @Nullable Path folder;

  @Option(
      names = "--export",
      paramLabel = "FILE",
      description =
          "Write the cases there, one a line; - for standard output, and the report then"
              + " goes to standard error.")
  private @Nullable String export;

  RulesTestCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    return new RulesTestRun(invocation).run(new PolicyFolder(invocation).of(folder), export);
  }
}
