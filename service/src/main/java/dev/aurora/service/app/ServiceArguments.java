package dev.aurora.service.app;

import dev.aurora.service.gate.FlagSources;
import dev.aurora.service.killswitch.KillVariable;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import dev.aurora.service.temporal.TemporalConnection;
import dev.aurora.service.temporal.TemporalEnvironment;
import dev.aurora.service.temporal.TemporalTarget;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the service process; {@code aurora up} and {@code aurora demo} write it. */
@Command(name = "aurora-service", mixinStandardHelpOptions = true)
public final class ServiceArguments {

  private static final int TOKEN_BYTES = 32;

  @Option(names = "--home", required = true)
  Path home;

  @Option(names = "--port", required = true)
  int port;

  @Option(names = "--kill-file", required = true)
  List<Path> killFiles;

  @Option(names = "--rules", required = true)
  Path rules;

  @Option(names = "--data", required = true)
  Path data;

  @Option(names = "--bars", required = true)
  Path bars;

  /** Only beside a prefix: the main installation's broker never goes wrong on purpose. */
  @Option(names = "--drill-faults")
  @Nullable Path drillFaults;

  @Option(names = "--prefix", defaultValue = "")
  String prefix;

  /** Absent = the environment names the server. */
  @Option(names = "--temporal-address")
  @Nullable String temporalAddress;

  @Option(names = "--temporal-namespace", defaultValue = "default")
  String temporalNamespace;

  static Settings parse(String[] arguments, Map<String, String> environment) {
    ServiceArguments parsed = new ServiceArguments();
    new CommandLine(parsed).parseArgs(arguments);
    RollbackVariable.isOn(environment); // refused here, before anything is owned or opened
    return parsed.settings(environment);
  }

  /** A new secret for every start; commands read it from the service's record. */
  private static String freshToken() {
    byte[] secret = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  private TemporalConnection temporal(Map<String, String> environment) {
    if (temporalAddress != null) {
      return TemporalConnection.plain(
          new TemporalTarget(temporalAddress, temporalNamespace, null, true));
    }
    return TemporalEnvironment.read(environment)
        .orElseThrow(
            () ->
                new UsageError(
                    Problem.of(
                        "temporal-unknown",
                        "Neither an argument nor the environment names a Temporal server.",
                        "Start the service with `aurora up`, or set TEMPORAL_ADDRESS.")));
  }

  private Settings settings(Map<String, String> environment) {
    return new Settings(
        home,
        port,
        killFiles,
        environment.get(KillVariable.NAME),
        DeadManVariable.limit(environment).orElse(null),
        RollbackVariable.isOn(environment),
        // A demo has books of its own.
        prefix.isEmpty() ? Stores.read(environment, home) : Stores.files(home),
        rules,
        data,
        bars,
        prefix,
        FlagSources.named(environment),
        temporal(environment),
        prefix.isEmpty() ? null : drillFaults,
        freshToken());
  }
}
