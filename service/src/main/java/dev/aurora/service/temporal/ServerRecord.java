package dev.aurora.service.temporal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.aurora.service.process.PrivateFiles;
import dev.aurora.service.process.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * How the embedded server was started last: {@code temporal/server.json}.
 *
 * @param pid its process id then; the system may have given it to another program since
 * @param port loopback port of its front end
 * @param uiPort loopback port of its web UI
 * @param version version of the Temporal CLI
 * @param database its database file
 * @param startedAt when it was started
 */
record ServerRecord(
    long pid, int port, int uiPort, String version, String database, Instant startedAt) {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  void write(Path file) {
    try {
      PrivateFiles.replace(file, JSON.writeValueAsString(this) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of plain values always becomes JSON", e);
    }
  }

  /** Empty when there is none, or none that can be read: the running program tells the same. */
  static Optional<ServerRecord> read(Path file) {
    try {
      return Optional.of(JSON.readValue(Files.readString(file), ServerRecord.class));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** What a running server's own arguments say; its start is not among them. */
  static Optional<ServerRecord> of(RunningProgram server, Path database, Instant startedAt) {
    Optional<Integer> port = server.argumentAfter("--port").map(Integer::valueOf);
    Optional<Integer> uiPort = server.argumentAfter("--ui-port").map(Integer::valueOf);
    return port.isPresent() && uiPort.isPresent()
        ? Optional.of(
            new ServerRecord(
                server.pid(),
                port.get(),
                uiPort.get(),
                TemporalCliRelease.VERSION,
                database.toString(),
                startedAt))
        : Optional.empty();
  }
}
