package dev.aurora.service.process;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A service as small as can be, run as a process of its own: owns its data directory, publishes its
 * port and answers whether it is ready. What follows the usual arguments changes its behaviour.
 */
public final class StandInService {

  private StandInService() {}

  /** Runs until it is stopped. */
  public static void main(String[] arguments) throws IOException {
    List<String> given = List.of(arguments);
    Path home = Path.of(given.get(given.indexOf("--home") + 1));
    int port = Integer.parseInt(given.get(given.indexOf("--port") + 1));
    if (given.contains("refuse")) {
      System.out.println("AURORA_ROLLBACK=maybe is neither on nor off");
      System.exit(2);
    }
    if (given.contains("fail")) {
      throw new IllegalStateException("the books are damaged");
    }
    HomeLock.acquire(home);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    int status = given.contains("unready") ? 503 : 200;
    server.createContext(
        "/health/ready",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    ServiceRecord.ofThisProcess(home, port, "secret", Instant.now()).publish(home);
  }
}
