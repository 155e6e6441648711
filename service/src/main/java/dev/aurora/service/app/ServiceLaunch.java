package dev.aurora.service.app;

import dev.aurora.service.temporal.TemporalTarget;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The arguments that a command starts the service with; {@link ServiceArguments} reads them.
 *
 * @param root the checkout, with rules and shipped data
 * @param environment of the command
 */
public record ServiceLaunch(Path root, Map<String, String> environment) {

  private static final String RULES = "AURORA_RULES";
  private static final String KILL_FILE = "AURORA_KILL_FILE";

  public ServiceLaunch {
    environment = Map.copyOf(environment);
  }

  /** Folder of the policy: {@code AURORA_RULES}, else the shipped one. */
  public Path rules() {
    String named = environment.getOrDefault(RULES, "");
    return named.isBlank() ? root.resolve("rules").resolve("policy") : Path.of(named);
  }

  /** Folder of shipped bars, models and strategies. */
  public Path data() {
    return root.resolve("service").resolve("data");
  }

  /** The bars that ship. */
  public Path shippedBars() {
    return data().resolve("bars");
  }

  /** The flag file of an installation: {@code AURORA_KILL_FILE}, else in its data directory. */
  public Path killFile(Path home) {
    String named = environment.getOrDefault(KILL_FILE, "");
    return named.isBlank() ? home.resolve("kill.flag") : Path.of(named);
  }

  /**
   * @param killFiles every flag file that stops the installation
   * @param prefix of its workflow ids; empty = the main one
   */
  public List<String> arguments(
      List<Path> killFiles, Path bars, String prefix, TemporalTarget temporal) {
    List<String> arguments = new ArrayList<>();
    killFiles.forEach(file -> add(arguments, "--kill-file", file.toAbsolutePath()));
    add(arguments, "--rules", rules().toAbsolutePath());
    add(arguments, "--data", data().toAbsolutePath());
    add(arguments, "--bars", bars.toAbsolutePath());
    add(arguments, "--prefix", prefix);
    if (temporal.embedded()) {
      // Another server is found by the service itself, with TLS and keys, in its environment.
      add(arguments, "--temporal-address", temporal.address());
      add(arguments, "--temporal-namespace", temporal.namespace());
    }
    return arguments;
  }

  private static void add(List<String> arguments, String option, Object value) {
    arguments.add(option);
    arguments.add(value.toString());
  }
}
