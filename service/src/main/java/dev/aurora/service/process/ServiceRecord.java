package dev.aurora.service.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.aurora.service.problem.DependencyError;
import dev.aurora.service.problem.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * How commands reach the running service: {@code service.json} in the data directory, readable by
 * its owner only. The service writes it once its port is bound; whoever has the file speaks for the
 * machine's operator.
 *
 * @param pid process id of the service
 * @param port loopback port of its API
 * @param token bearer token of the local command line
 * @param startedAt when the service started
 * @param home data directory it owns
 */
public record ServiceRecord(long pid, int port, String token, Instant startedAt, String home) {

  private static final String FILE = "service.json";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  public ServiceRecord {
    if (pid <= 0 || port <= 0 || port > 65_535 || token.isBlank()) {
      throw new IllegalArgumentException("a service has a process, a port and a token");
    }
  }

  /** What this very process publishes as the service of {@code home}. */
  public static ServiceRecord ofThisProcess(Path home, int port, String token, Instant startedAt) {
    return new ServiceRecord(
        ProcessHandle.current().pid(), port, token, startedAt, home.toAbsolutePath().toString());
  }

  /** Writes the record into {@code home}; only the holder of its {@link HomeLock} may. */
  public void publish(Path home) {
    try {
      PrivateFiles.replace(home.resolve(FILE), JSON.writeValueAsString(this) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of plain values always becomes JSON", e);
    }
  }

  /**
   * The record in {@code home}; empty when there is none. It may be stale: see {@link
   * ServiceProcess#status()}.
   *
   * @throws DependencyError when the file is there and can't be read
   */
  public static Optional<ServiceRecord> read(Path home) {
    Path file = home.resolve(FILE);
    try {
      return Optional.of(JSON.readValue(Files.readString(file), ServiceRecord.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new DependencyError(
          Problem.of(
                  "service-record-unreadable",
                  "The file that says how to reach the service can't be read: " + e.getMessage(),
                  "Run `aurora down`, then `aurora up`.")
              .at(file),
          e);
    }
  }

  /** Takes the record away, at the end of the service. */
  public static void withdraw(Path home) {
    PrivateFiles.delete(home.resolve(FILE));
  }

  /** Address of {@code path} at this service. */
  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** Without the token: records end up in logs. */
  @Override
  public String toString() {
    return "ServiceRecord[pid="
        + pid
        + ", port="
        + port
        + ", startedAt="
        + startedAt
        + ", home="
        + home
        + "]";
  }
}
