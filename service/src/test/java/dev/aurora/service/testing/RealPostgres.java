package dev.aurora.service.testing;

import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.database.DatabaseLogin;
import dev.aurora.service.journal.database.DatabaseUrl;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL server, from programs that Maven fetches: nothing is to be installed, and a
 * server that can't be started fails the test. {@link #shared()} is one for each test JVM, for
 * tests that only need databases; {@link #in(Path)} is one of its own, for tests that stop, freeze
 * or kill it. It keeps its port and its data over all of that. Durable as in production.
 *
 * <pre>{@code
 * DatabaseUrl url = new DatabaseUrl(RealPostgres.shared().freshUrl());
 * Database books = Database.open(url, RealPostgres.LOGIN, Database.JOURNAL_MIGRATIONS);
 * }</pre>
 */
public final class RealPostgres implements AutoCloseable {

  /** Owns every database that is made here; the server asks for the password. */
  public static final DatabaseLogin LOGIN =
      new DatabaseLogin("aurora", "not-to-be-seen-in-any-log");

  private static final String SUPERUSER = "postgres";
  private static final Duration START = Duration.ofSeconds(60);

  private final Path folder;
  private final Set<String> templates = new HashSet<>();
  private @Nullable EmbeddedPostgres server;
  private int port;
  private int databases;

  private RealPostgres(Path folder) {
    this.folder = folder;
  }

  /** The server of this test JVM, started on first use and stopped when the JVM ends. */
  public static RealPostgres shared() {
    return Shared.SERVER;
  }

  /**
   * A started server of its own.
   *
   * @param folder for its data; it stays when the server is closed
   */
  public static RealPostgres in(Path folder) {
    return in(folder, Map.of());
  }

  /** As {@link #in(Path)}, with other settings than those that Aurora demands. */
  public static RealPostgres in(Path folder, Map<String, String> settings) {
    RealPostgres made = new RealPostgres(folder.toAbsolutePath().resolve("postgres"));
    made.start(settings);
    made.letInByPassword();
    return made;
  }

  /** URL of a new, empty database, which sorts text as Aurora demands it. */
  public synchronized String freshUrl() {
    String name = "fresh_" + ++databases;
    create(name);
    return url(name);
  }

  /**
   * URL of a new database with Aurora's tables: a copy, which is made faster than they are.
   *
   * @param migrations a constant of {@link Database}
   */
  public synchronized String freshUrl(String migrations) {
    String template = "template_" + migrations.replaceAll("\\W+", "_");
    if (templates.add(template)) {
      create(template);
      Database.open(new DatabaseUrl(url(template)), LOGIN, migrations).close();
    }
    String name = "fresh_" + ++databases;
    execute("create database %s owner aurora template %s".formatted(name, template));
    return url(name);
  }

  /** Removes a database whoever is connected to it. */
  public void drop(String url) {
    execute("drop database " + url.substring(url.lastIndexOf('/') + 1) + " with (force)");
  }

  /** URL of a database of this server. */
  public String url(String database) {
    return "jdbc:postgresql://localhost:" + port + "/" + database;
  }

  /** Runs a statement as the superuser. */
  public void execute(String sql) {
    try (Connection connection = running().getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failed) {
      throw new IllegalStateException(sql, failed);
    }
  }

  /** Starts it, again with its data and on its port; waits until it answers. */
  public void start() {
    start(Map.of());
  }

  /** As {@link #start()}, with other settings. */
  public void start(Map<String, String> settings) {
    try {
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder()
              .setDataDirectory(folder)
              .setCleanDataDirectory(false)
              .setPGStartupWait(START)
              .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
              .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
              .setServerConfig("fsync", "on")
              .setServerConfig("full_page_writes", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("max_connections", "100");
      settings.forEach(builder::setServerConfig);
      if (port != 0) {
        builder.setPort(port);
      }
      server = builder.start();
      port = server.getPort();
    } catch (IOException failed) {
      throw new UncheckedIOException("PostgreSQL can't be started", failed);
    }
  }

  /** Stops it in order: running transactions are rolled back, connections end. */
  public void stop() {
    try {
      running().close();
      server = null;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** SIGKILL to all its processes at once; what they had not handed to the system is lost. */
  public void killHard() {
    List<ProcessHandle> processes = freeze();
    processes.forEach(ProcessHandle::destroyForcibly);
    processes.forEach(process -> process.onExit().join());
    stop();
  }

  /** Stops all its processes in their tracks (SIGSTOP): connections stay, nothing answers. */
  public List<ProcessHandle> freeze() {
    ProcessHandle postmaster = postmaster();
    signal("STOP", postmaster);
    List<ProcessHandle> processes = new ArrayList<>(postmaster.descendants().toList());
    processes.forEach(process -> signal("STOP", process));
    processes.addFirst(postmaster);
    return processes;
  }

  /** Lets it go on after {@link #freeze}. */
  public void thaw() {
    ProcessHandle postmaster = postmaster();
    postmaster.descendants().forEach(process -> signal("CONT", process));
    signal("CONT", postmaster);
  }

  /** Stops it when it runs. */
  @Override
  public void close() {
    if (server != null) {
      thaw();
      stop();
    }
  }

  private void create(String name) {
    execute(
        "create database %s owner aurora encoding 'UTF8' locale 'C' template template0"
            .formatted(name));
  }

  private EmbeddedPostgres running() {
    if (server == null) {
      throw new IllegalStateException("the server is stopped");
    }
    return server;
  }

  /** As shipped by the binaries it lets in everybody: then no test could see a refused login. */
  private void letInByPassword() {
    execute("create role aurora login password '" + LOGIN.password() + "'");
    Path rules = folder.resolve("pg_hba.conf");
    try {
      Files.writeString(
          rules, "host all %s all trust\nhost all all all scram-sha-256\n".formatted(SUPERUSER));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    execute("select pg_reload_conf()");
  }

  private ProcessHandle postmaster() {
    try {
      String pid = Files.readAllLines(folder.resolve("postmaster.pid")).getFirst().strip();
      return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void signal(String signal, ProcessHandle process) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
      kill.waitFor(10, TimeUnit.SECONDS);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Starts on first use. */
  private static final class Shared {
    static final RealPostgres SERVER = start();

    private static RealPostgres start() {
      try {
        Path folder = Files.createTempDirectory("aurora-postgres-");
        RealPostgres server = in(folder);
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(
                    () -> {
                      server.close();
                      deleteTree(folder);
                    }));
        return server;
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    private static void deleteTree(Path folder) {
      try (Stream<Path> all = Files.walk(folder)) {
        all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }
}
