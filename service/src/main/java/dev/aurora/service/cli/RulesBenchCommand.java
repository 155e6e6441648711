package dev.aurora.service.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aurora rules bench}. Pure but for the clock that measures. */
@Command(
    name = "bench",
    description = {
      "Measure how long the policy takes for an order, by percentile, and its dearest rules.",
      "Measures invented orders, or recorded ones; changes nothing."
    })
final class RulesBenchCommand implements Callable<Integer> {

  private static final int SECONDS_MAX = 600;

  private final Invocation invocation;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--rules", paramLabel = "DIR", description = "The policy's folder.")
  private @Nullable Path folder;

  @Option(
      names = "--facts",
      paramLabel = "FILE",
      description = "Recorded orders as JSON lines; - for standard input.")
  private @Nullable String facts;

  @Option(
      names = "--seconds",
      defaultValue = "10",
      paramLabel = "N",
      description = "How long to measure, from 1 to 600 (default: ${DEFAULT-VALUE}).")
  private int seconds;

  RulesBenchCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws IOException {
    if (seconds < 1 || seconds > SECONDS_MAX) {
      throw new ParameterException(
          spec.commandLine(),
          "--seconds is a whole number from 1 to " + SECONDS_MAX + ", not " + seconds + ".");
    }
    PolicyFolder policies = new PolicyFolder(invocation);
    RulesBench bench = new RulesBench(invocation.output());
    if (facts == null) {
      return bench.run(policies.of(folder), null, seconds);
    }
    try (InputStream in = policies.facts(facts)) {
      return bench.run(policies.of(folder), in, seconds);
    }
  }
}
