package dev.aurora.service.app;

import dev.aurora.service.problem.DependencyError;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.ProblemException;
import dev.aurora.service.problem.RefusedError;
import dev.aurora.service.problem.UsageError;
import dev.aurora.service.process.HomeLock;
import dev.aurora.service.process.ServiceRecord;
import io.helidon.config.mp.MpConfigSources;
import io.helidon.microprofile.server.Server;
import jakarta.enterprise.inject.spi.CDI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * The service process: API, workers and everything that they need. It owns its data directory for
 * as long as it lives, and says how to reach it once its port is bound.
 */
public final class ServiceMain {

  private static final Logger LOG = LoggerFactory.getLogger(ServiceMain.class);
  private static final int REFUSED_EXIT = 1;
  private static final int USAGE_EXIT = 2;
  private static final int DEPENDENCY_EXIT = 3;

  private ServiceMain() {}

  public static void main(String[] arguments) {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, error) -> LOG.error("thread {} died", thread.getName(), error));
    try {
      Settings settings = ServiceArguments.parse(arguments, System.getenv());
      // Held until the process ends; the system frees it however that happens.
      start(settings, HomeLock.acquire(settings.home()));
    } catch (RuntimeException | Error failure) {
      // Nothing was taken on yet that would need an orderly end, whose log would bury the reason.
      Runtime.getRuntime().halt(report(failure));
    }
  }

  private static void start(Settings settings, HomeLock ownership) {
    Instant startedAt = Instant.now();
    SettingsHolder.set(settings);
    Server server =
        Server.builder()
            .config(
                config(
                    Map.of(
                        "server.host",
                        "127.0.0.1",
                        "server.port",
                        Integer.toString(settings.port()))))
            .build()
            .start();
    Path home = settings.home();
    ServiceRecord.ofThisProcess(home, server.port(), settings.token(), startedAt).publish(home);
    CDI.current().select(StartUp.class).get().run();
    CDI.current().getBeanManager().getEvent().fire(new ServiceStarted());
    LOG.info("ready, owner of {} ({})", home, ownership);
  }

  /** Says what is wrong as a person can act on it, wherever in the cause chain it stands. */
  private static int report(Throwable failure) {
    ProblemException known = KnownFailures.in(failure).orElse(null);
    if (known != null) {
      say(known.problem());
      return switch (known) {
        case UsageError usage -> USAGE_EXIT;
        case RefusedError refused -> REFUSED_EXIT;
        case DependencyError dependency -> DEPENDENCY_EXIT;
      };
    }
    LOG.error("the service can't start", failure);
    return DEPENDENCY_EXIT;
  }

  /** In plain words: the command that started this process shows the end of the log. */
  private static void say(Problem problem) {
    System.err.println("error: " + problem.what());
    if (problem.where() != null) {
      System.err.println("  where:    " + problem.where());
    }
    if (problem.expected() != null) {
      System.err.println("  expected: " + problem.expected());
    }
    System.err.println("  to do:    " + problem.remedy());
    System.err.flush();
  }

  private static Config config(Map<String, String> values) {
    ConfigProviderResolver resolver = ConfigProviderResolver.instance();
    Config config = resolver.getBuilder().withSources(MpConfigSources.create(values)).build();
    resolver.registerConfig(config, Thread.currentThread().getContextClassLoader());
    return config;
  }
}
