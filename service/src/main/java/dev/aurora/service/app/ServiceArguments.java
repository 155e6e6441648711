package dev.aurora.service.app;

import dev.aurora.service.killswitch.KillVariable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the service process; {@code aurora up} and {@code aurora demo} write it. */
@Command(name = "aurora-service", mixinStandardHelpOptions = true)
public final class ServiceArguments {

  /** Carries the API's secret: an argument would show in the process list. */
  public static final String TOKEN_VARIABLE = "AURORA_SERVICE_TOKEN";

  /** Where the books are when they are not an H2 file in the data directory. */
  public static final String DATABASE_VARIABLE = "AURORA_DB_URL";

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

  @Option(names = "--prefix", defaultValue = "")
  String prefix;

  @Option(names = "--temporal-address", required = true)
  String temporalAddress;

  @Option(names = "--temporal-namespace", required = true)
  String temporalNamespace;

  @Option(names = "--temporal-ui")
  @Nullable String temporalUi;

  static Settings parse(String[] arguments, Map<String, String> environment) {
    ServiceArguments parsed = new ServiceArguments();
    new CommandLine(parsed).parseArgs(arguments);
    return parsed.settings(environment);
  }

  private Settings settings(Map<String, String> environment) {
    return new Settings(
        home,
        port,
        killFiles,
        environment.get(KillVariable.NAME),
        prefix.isEmpty() ? environment.get(DATABASE_VARIABLE) : null,
        rules,
        data,
        bars,
        prefix,
        temporalAddress,
        temporalNamespace,
        temporalUi,
        environment.get(TOKEN_VARIABLE));
  }
}
