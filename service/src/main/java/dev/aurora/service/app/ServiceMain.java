package dev.aurora.service.app;

import io.helidon.config.mp.MpConfigSources;
import io.helidon.microprofile.server.Server;
import jakarta.enterprise.inject.spi.CDI;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The service process: API, workers and everything that they need. */
public final class ServiceMain {

  private ServiceMain() {}

  public static void main(String[] arguments) {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    start(ServiceArguments.parse(arguments, System.getenv()));
  }

  static Server start(Settings settings) {
    SettingsHolder.set(settings);
    Config config =
        config(
            Map.of("server.host", "127.0.0.1", "server.port", Integer.toString(settings.port())));
    Server server = Server.builder().config(config).build().start();
    CDI.current().select(WorkerHost.class).get().start();
    return server;
  }

  private static Config config(Map<String, String> values) {
    Config config =
        ConfigProviderResolver.instance()
            .getBuilder()
            .withSources(MpConfigSources.create(values))
            .build();
    ConfigProviderResolver.instance()
        .registerConfig(config, Thread.currentThread().getContextClassLoader());
    return config;
  }
}
