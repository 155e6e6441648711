package dev.aurora.service.drill.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.service.api.OrderView;
import dev.aurora.service.api.RunAnswer;
import dev.aurora.service.api.RunRequest;
import dev.aurora.service.api.SessionList;
import dev.aurora.service.app.Stores;
import dev.aurora.service.process.ServiceRecord;
import dev.aurora.service.process.Waiting;
import dev.aurora.service.temporal.EmbeddedTemporal;
import dev.aurora.service.temporal.TemporalConnection;
import dev.aurora.service.testing.Checkout;
import dev.aurora.service.testing.RealPostgres;
import dev.aurora.service.testing.RealTemporal;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two services share the work; the one that holds an order's check is killed, again and again, and
 * the other goes on with that very order, on the settings that ship. Kills: {@code
 * -Daurora.worker.kills=12}.
 */
class WorkerDeathIT {

  private static final Logger LOG = LoggerFactory.getLogger(WorkerDeathIT.class);
  private static final int KILLS = Integer.getInteger("aurora.worker.kills", 2);

  /** What ActivitySettings promises; half of the kills may meet a machine that is busy. */
  private static final Duration GOES_ON_WITHIN = Duration.ofSeconds(5);

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(10);
  private static final String ACCOUNT = "PAPER-1";
  private static final String MODEL = "gbt-8fdb9d0b9765";

  @TempDir Path home;

  @Test
  void theOtherServiceGoesOnWithinFiveSeconds() throws Exception {
    EmbeddedTemporal temporal = RealTemporal.in(Files.createDirectory(home.resolve("temporal")));
    try (RealPostgres server = RealPostgres.in(home)) {
      Map<String, String> environment = environment(server);
      Stores stores = Stores.read(environment, home);
      List<Path> homes =
          List.of(
              Files.createDirectory(home.resolve("a")), Files.createDirectory(home.resolve("b")));
      try (CrashSite first =
              CrashSite.onStoresOf(environment, homes.get(0), Checkout.root(), temporal);
          CrashSite second =
              CrashSite.onStoresOf(environment, homes.get(1), Checkout.root(), temporal)) {
        List<Duration> delays =
            killAgainAndAgain(List.of(first, second), homes, temporal, stores.books().jdbcUrl());
        assertThat(new CrashLoad(first, MODEL).settle()).isEmpty();
        first.stopService();
        second.stopService();
        try (CrashBooks books = new CrashBooks(stores)) {
          assertThat(books.violationsAtRest()).isEmpty();
          assertThat(books.summary().duplicates()).isZero();
        }
        List<Duration> sorted = delays.stream().sorted().toList();
        LOG.info("{} kills: median {}, max {}", KILLS, median(sorted), sorted.getLast());
        assertThat(median(sorted)).isLessThan(GOES_ON_WITHIN);
      }
    }
  }

  private static Duration median(List<Duration> sorted) {
    return sorted.get((sorted.size() - 1) / 2);
  }

  private static List<Duration> killAgainAndAgain(
      List<CrashSite> sites, List<Path> homes, EmbeddedTemporal temporal, String books)
      throws SQLException {
    LocalDate session =
        sites.getFirst().api().get("/v1/sessions?count=1", SessionList.class).asOf().getFirst();
    sites
        .getFirst()
        .api()
        .post(
            "/v1/runs",
            new RunRequest(ACCOUNT, "momentum", session, 1, 30, null),
            Duration.ofSeconds(30),
            RunAnswer.class);
    TemporalConnection connection = TemporalConnection.plain(temporal.ensure());
    WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(connection.stubs());
    List<Duration> delays = new ArrayList<>();
    try {
      WorkflowClient client = WorkflowClient.newInstance(stubs, connection.client());
      Random random = new Random(7);
      for (int kill = 1; kill <= KILLS; kill++) {
        String order = "death-" + kill;
        int caller = kill % sites.size();
        delays.add(
            killTheWorkerOf(
                order, kill, session, sites, homes, caller, client, books, random.nextInt(1_600)));
        LOG.info("kill {}: {} ms", kill, delays.getLast().toMillis());
      }
    } finally {
      stubs.shutdownNow();
    }
    return delays;
  }

  /** From the death to the next thing that the books know of the order. */
  private static Duration killTheWorkerOf(
      String order,
      int number,
      LocalDate session,
      List<CrashSite> sites,
      List<Path> homes,
      int caller,
      WorkflowClient client,
      String books,
      int beatsForMillis)
      throws SQLException {
    CompletableFuture<OrderView> answer;
    Instant killedAt;
    CrashSite victim;
    try (Connection lock = connect(books)) {
      // Whoever checks the order waits here, in the middle of its transaction, and beats.
      lock.setAutoCommit(false);
      lock.createStatement()
          .executeQuery("select 1 from accounts where account = '" + ACCOUNT + "' for update");
      answer =
          CompletableFuture.supplyAsync(
              () ->
                  sites
                      .get(caller)
                      .api()
                      .postText("/v1/orders", json(order, number, session), OrderView.class));
      long pid = worker(client, "order/" + ACCOUNT + "/" + order);
      Waiting.pause(Duration.ofMillis(beatsForMillis));
      victim = sites.get(indexOf(pid, homes));
      killedAt = Instant.now();
      victim.kill(CrashVictim.SERVICE);
      lock.rollback();
    }
    Instant progress = firstStep(books, order);
    assertThat(progress).as("nothing was recorded before the death").isAfter(killedAt);
    boolean callerDied = victim == sites.get(caller);
    victim.restore(CrashVictim.SERVICE);
    if (!callerDied) {
      assertThat(answer.join().clientOrderId()).isEqualTo(order);
    }
    return Duration.between(killedAt, progress);
  }

  /** Waits until a worker has the order's check. */
  private static long worker(WorkflowClient client, String workflow) {
    List<String> found = new ArrayList<>();
    boolean taken =
        Waiting.until(
            () -> {
              working(client, workflow).ifPresent(found::add);
              return !found.isEmpty();
            },
            PATIENCE,
            POLL);
    assertThat(taken).as("somebody checks " + workflow).isTrue();
    String identity = found.getFirst();
    return Long.parseLong(identity.substring(0, identity.indexOf('@')));
  }

  private static Optional<String> working(WorkflowClient client, String workflow) {
    try {
      return client
          .newUntypedWorkflowStub(workflow)
          .describe()
          .getRawDescription()
          .getPendingActivitiesList()
          .stream()
          .filter(it -> it.getState() == PendingActivityState.PENDING_ACTIVITY_STATE_STARTED)
          .map(it -> it.getLastWorkerIdentity())
          .findFirst();
    } catch (io.temporal.client.WorkflowNotFoundException notYet) {
      return Optional.empty();
    }
  }

  private static int indexOf(long pid, List<Path> homes) {
    for (int i = 0; i < homes.size(); i++) {
      if (ServiceRecord.read(homes.get(i)).map(ServiceRecord::pid).orElse(0L) == pid) {
        return i;
      }
    }
    throw new AssertionError("no service has the process id " + pid);
  }

  private static Instant firstStep(String books, String order) throws SQLException {
    try (Connection connection = connect(books);
        PreparedStatement query =
            connection.prepareStatement(
                "select min(recorded_at) from order_events where client_order_id = ?")) {
      query.setString(1, order);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() - deadline < 0) {
        try (ResultSet found = query.executeQuery()) {
          found.next();
          OffsetDateTime first = found.getObject(1, OffsetDateTime.class);
          if (first != null) {
            return first.toInstant();
          }
        }
        Waiting.pause(POLL);
      }
    }
    throw new AssertionError("nobody went on with " + order + " within " + PATIENCE);
  }

  private static Connection connect(String books) throws SQLException {
    return DriverManager.getConnection(
        books, RealPostgres.LOGIN.user(), RealPostgres.LOGIN.password());
  }

  private static Map<String, String> environment(RealPostgres server) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("AURORA_DB_URL", server.freshUrl());
    environment.put("AURORA_PAPER_DB_URL", server.freshUrl());
    environment.put("AURORA_DB_USER", RealPostgres.LOGIN.user());
    environment.put("AURORA_DB_PASSWORD", RealPostgres.LOGIN.password());
    return environment;
  }

  private static String json(String id, int quantity, LocalDate session) {
    return """
    {"clientOrderId":"%s","account":"PAPER-1","strategy":"momentum","modelVersion":"%s",
     "venue":"PAPER","symbol":"IBM","side":"BUY","type":"LIMIT","quantity":"%d",
     "limitPrice":"500","timeInForce":"DAY","origin":"STRATEGY","decidedAt":"%sT21:00:00Z"}
    """
        .formatted(id, MODEL, quantity, session);
  }
}
