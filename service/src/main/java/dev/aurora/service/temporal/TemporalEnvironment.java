package dev.aurora.service.temporal;

import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.LoadClientConfigProfileOptions;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Temporal's own environment configuration: {@code TEMPORAL_ADDRESS}, profiles, TLS, API key. A
 * configuration file that no variable names is left alone: a file forgotten in a home folder must
 * not decide where orders run.
 */
public final class TemporalEnvironment {

  private static final String ADDRESS = "TEMPORAL_ADDRESS";
  private static final String PROFILE = "TEMPORAL_PROFILE";
  private static final String FILE = "TEMPORAL_CONFIG_FILE";
  private static final String NAMESPACE_DEFAULT = "default";

  private TemporalEnvironment() {}

  /**
   * The cluster that the environment names; empty when it names none and the embedded server is
   * meant.
   *
   * @throws UsageError when it says something about Temporal, but not where it is
   */
  public static Optional<TemporalConnection> read(Map<String, String> environment) {
    SortedSet<String> set = new TreeSet<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith("TEMPORAL_") && !value.isBlank()) {
            set.add(name);
          }
        });
    if (set.isEmpty()) {
      return Optional.empty();
    }
    boolean fileNamed = set.contains(PROFILE) || set.contains(FILE);
    ClientConfigProfile profile = load(environment, fileNamed);
    String address = profile.getAddress();
    if (address == null || address.isBlank()) {
      throw new UsageError(
          new Problem(
              "temporal-address-missing",
              "The environment configures Temporal without saying where it is.",
              String.join(", ", set),
              ADDRESS + "=host:port, or a profile with an address",
              "Set " + ADDRESS + ", or unset these variables to use the embedded server."));
    }
    String namespace = profile.getNamespace() == null ? NAMESPACE_DEFAULT : profile.getNamespace();
    return Optional.of(
        new TemporalConnection(
            new TemporalTarget(address, namespace, null, false),
            profile.toWorkflowServiceStubsOptions(),
            profile.toWorkflowClientOptions()));
  }

  private static ClientConfigProfile load(Map<String, String> environment, boolean fileNamed) {
    try {
      return ClientConfigProfile.load(
          LoadClientConfigProfileOptions.newBuilder()
              .setEnvOverrides(environment)
              .setDisableFile(!fileNamed)
              .setConfigFileStrict(true)
              .build());
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      throw new UsageError(
          Problem.of(
              "temporal-environment",
              "Temporal's environment configuration can't be read: " + e.getMessage(),
              "Correct the TEMPORAL_* variables or the file they name, or unset them to use the"
                  + " embedded server."),
          e);
    }
  }
}
