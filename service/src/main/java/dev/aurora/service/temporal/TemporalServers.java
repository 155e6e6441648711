package dev.aurora.service.temporal;

import dev.aurora.service.problem.DependencyError;
import dev.aurora.service.problem.Problem;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The Temporal server to use: the one that the environment names, else the embedded one. An
 * external server is never started, stopped or given settings; search attributes are created there
 * when the credentials allow it.
 */
public final class TemporalServers {

  private static final Duration SEARCH_PATIENCE = Duration.ofSeconds(60);

  private final Map<String, String> environment;
  private final EmbeddedTemporal embedded;

  /** Decides by {@code environment}. */
  public TemporalServers(Map<String, String> environment, EmbeddedTemporal embedded) {
    this.environment = Map.copyOf(environment);
    this.embedded = embedded;
  }

  /** Where work would go, without starting anything; empty when the embedded server is down. */
  public Optional<TemporalConnection> find() {
    return TemporalEnvironment.read(environment)
        .or(() -> embedded.find().map(TemporalConnection::plain));
  }

  /**
   * A server that serves, with every search attribute.
   *
   * @throws DependencyError when it can't be reached or prepared
   */
  public TemporalConnection ensure() {
    Optional<TemporalConnection> external = TemporalEnvironment.read(environment);
    external.ifPresent(TemporalServers::prepare);
    return external.orElseGet(() -> TemporalConnection.plain(embedded.ensure()));
  }

  /** Whether the server answers that it serves. */
  public boolean isServing(TemporalConnection connection) {
    try (TemporalAdmin admin = new TemporalAdmin(connection)) {
      return admin.isServing();
    }
  }

  private static void prepare(TemporalConnection connection) {
    TemporalTarget target = connection.target();
    try (TemporalAdmin admin = new TemporalAdmin(connection)) {
      if (!admin.isServing()) {
        throw unreachable(target, "it does not serve, or has no namespace " + target.namespace());
      }
      if (!admin.ensureSearchAttributes(SEARCH_PATIENCE)) {
        throw new DependencyError(
            Problem.of(
                    "temporal-search-attributes",
                    "The Temporal server did not take these search attributes: "
                        + admin.missingSearchAttributes(),
                    "Create them with `temporal operator search-attribute create`, or ask the"
                        + " cluster's administrator to.")
                .at(target.address()));
      }
    } catch (StatusRuntimeException e) {
      throw unreachable(target, e.getStatus().toString());
    }
  }

  private static DependencyError unreachable(TemporalTarget target, String why) {
    return new DependencyError(
        Problem.of(
                "temporal-unreachable",
                "The Temporal server that the environment names can't be used: " + why,
                "See that it runs, that TEMPORAL_NAMESPACE exists on it and that TLS and API key"
                    + " are right; or unset the TEMPORAL_* variables to use the embedded server.")
            .at(target.address()));
  }
}
