package dev.aurora.service.testing;

import dev.aurora.service.temporal.EmbeddedTemporal;
import dev.aurora.service.temporal.TemporalCli;
import dev.aurora.service.temporal.TemporalCliRelease;
import dev.aurora.service.temporal.TemporalConnection;
import dev.aurora.service.temporal.TemporalTarget;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A real Temporal server for tests, one for each test JVM: started on first use in a folder of its
 * own on free ports, with Aurora's namespace and search attributes, and stopped when the JVM ends.
 * Tests share it, so they use workflow ids and task queues of their own.
 *
 * <pre>{@code
 * WorkflowClient client = RealTemporal.client();
 * }</pre>
 */
public final class RealTemporal {

  private RealTemporal() {}

  /** Where the server is. */
  public static TemporalTarget target() {
    return Shared.TARGET;
  }

  /** A client of the server, for the whole test JVM: don't close it. */
  public static WorkflowClient client() {
    return Shared.CLIENT;
  }

  /** The Temporal CLI from the cache, fetched when it isn't there. */
  public static TemporalCli cli() {
    return new TemporalCli(
        Checkout.cache().resolve("temporal-cli"),
        System.getenv(),
        TemporalCliRelease.forThisMachine());
  }

  /** A server of its own, not started yet, for tests that kill it; the caller stops it. */
  public static EmbeddedTemporal in(Path home) {
    return new EmbeddedTemporal(
        home, cli(), System.getenv(), Clock.systemUTC(), EmbeddedTemporal.Ports.ANY);
  }

  /** Starts on first use of one of its fields. */
  private static final class Shared {
    static final TemporalTarget TARGET = start();
    static final WorkflowClient CLIENT = connect();

    private static TemporalTarget start() {
      try {
        Path home = Files.createTempDirectory("aurora-temporal-");
        EmbeddedTemporal server = in(home);
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(
                    () -> {
                      server.stop();
                      deleteTree(home);
                    }));
        return server.ensure();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static WorkflowClient connect() {
      TemporalConnection connection = TemporalConnection.plain(TARGET);
      return WorkflowClient.newInstance(
          WorkflowServiceStubs.newServiceStubs(connection.stubs()), connection.client());
    }

    private static void deleteTree(Path folder) {
      try (Stream<Path> all = Files.walk(folder)) {
        all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
