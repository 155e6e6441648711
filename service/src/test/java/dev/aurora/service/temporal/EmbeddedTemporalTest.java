package dev.aurora.service.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aurora.service.problem.DependencyError;
import dev.aurora.service.process.RunningProgram;
import dev.aurora.service.testing.RealTemporal;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributes;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class EmbeddedTemporalTest {

  private static final SearchAttributeKey<String> ACCOUNT =
      SearchAttributeKey.forKeyword("AuroraAccount");

  @TempDir Path home;
  private EmbeddedTemporal server;

  @BeforeEach
  void serverOfItsOwn() {
    server = RealTemporal.in(home);
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void startsOnceAndIsFoundAgain() {
    TemporalTarget first = server.ensure();
    long pid = server.pid().orElseThrow();

    TemporalTarget again = RealTemporal.in(home).ensure();

    assertThat(again).isEqualTo(first);
    assertThat(RealTemporal.in(home).pid()).contains(pid);
    assertThat(server.isServing()).isTrue();
  }

  @Test
  void startsOnceWhenTwoAskAtTheSameTime() throws Exception {
    Callable<TemporalTarget> ensure = () -> RealTemporal.in(home).ensure();
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      List<Future<TemporalTarget>> targets = both.invokeAll(List.of(ensure, ensure));
      assertThat(targets.get(0).get()).isEqualTo(targets.get(1).get());
    }
  }

  @Test
  void hasTheNamespaceItsRetentionAndTheSearchAttributes() {
    TemporalTarget target = server.ensure();

    try (TemporalAdmin admin = new TemporalAdmin(TemporalConnection.plain(target))) {
      assertThat(admin.missingSearchAttributes()).isEqualTo(Map.of());
      assertThat(admin.retention()).isEqualTo(Duration.ofDays(30));
    }
    assertThat(target.namespace()).isEqualTo("aurora");
  }

  @Test
  void keepsEverythingOverAKillAndComesBackWhereItWas() {
    TemporalTarget before = server.ensure();
    WorkflowExecution started = startWorkflow(before, "survivor");

    kill(server.pid().orElseThrow());
    TemporalTarget after = server.ensure();

    assertThat(after).isEqualTo(before);
    assertThat(describe(after, "survivor")).isEqualTo(started.getRunId());
  }

  @Test
  void stopsAndLeavesTheDatabase() {
    server.ensure();
    long pid = server.pid().orElseThrow();

    assertThat(server.stop()).isTrue();

    assertThat(RunningProgram.withPid(pid)).isEmpty();
    assertThat(server.find()).isEmpty();
    assertThat(server.stop()).isFalse();
    assertThat(server.database()).exists();
  }

  @Test
  void isFoundWithoutItsRecord() throws IOException {
    TemporalTarget before = server.ensure();
    Files.delete(home.resolve("temporal/server.json"));

    assertThat(RealTemporal.in(home).ensure()).isEqualTo(before);
  }

  @Test
  void doesNotTakeAnotherProgramWithItsOldProcessIdForTheServer() throws IOException {
    server.ensure();
    server.stop();
    Path record = home.resolve("temporal/server.json");
    String stale =
        Files.readString(record)
            .replaceFirst("\"pid\":\\d+", "\"pid\":" + ProcessHandle.current().pid());
    Files.writeString(record, stale);

    assertThat(server.find()).isEmpty();
    assertThat(server.stop()).isFalse();
    server.ensure();
    assertThat(server.pid().orElseThrow()).isNotEqualTo(ProcessHandle.current().pid());
  }

  @Test
  void takesAnotherPortWhenItsOwnHasBeenTaken() throws IOException {
    TemporalTarget before = server.ensure();
    server.stop();
    int port = Integer.parseInt(before.address().substring(before.address().indexOf(':') + 1));

    try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      TemporalTarget after = server.ensure();

      assertThat(after.address()).isNotEqualTo(before.address());
      assertThat(after.uiUrl()).isEqualTo(before.uiUrl());
      assertThat(other.isBound()).isTrue();
    }
  }

  @Test
  void saysSoWhenItsDatabaseIsNoDatabase() throws IOException {
    Files.createDirectories(server.database().getParent());
    Files.writeString(server.database(), "this is no database, however it is read".repeat(100));

    assertThatExceptionOfType(DependencyError.class)
        .isThrownBy(() -> server.ensure())
        .satisfies(
            e -> {
              assertThat(e.problem().code()).isEqualTo("temporal-not-up");
              assertThat(e.problem().remedy()).contains("file is not a database");
            });
  }

  @Test
  void saysThatItsFolderIsNotWritable() throws IOException {
    Path file = Files.createFile(home.resolve("a-file"));

    assertThatExceptionOfType(DependencyError.class)
        .isThrownBy(() -> RealTemporal.in(file).ensure())
        .satisfies(e -> assertThat(e.problem().code()).isEqualTo("folder-not-writable"));
  }

  @Test
  void outlivesTheHangUpOfTheTerminalThatStartedIt() throws IOException {
    server.ensure();
    long pid = server.pid().orElseThrow();

    // In a session of its own: neither Ctrl-C nor a closed terminal reaches it.
    String session = Files.readString(Path.of("/proc/" + pid + "/stat")).split(" ")[5];
    assertThat(session).isEqualTo(Long.toString(pid));
  }

  private static void kill(long pid) {
    RunningProgram program = RunningProgram.withPid(pid).orElseThrow();
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    while (program.isAlive()) {
      Thread.onSpinWait();
    }
  }

  private static WorkflowExecution startWorkflow(TemporalTarget target, String id) {
    return withClient(
        target,
        client ->
            client
                .newUntypedWorkflowStub(
                    "Waits",
                    WorkflowOptions.newBuilder()
                        .setWorkflowId(id)
                        .setTaskQueue("nobody-polls")
                        .setTypedSearchAttributes(
                            SearchAttributes.newBuilder().set(ACCOUNT, "PAPER-1").build())
                        .build())
                .start());
  }

  private static String describe(TemporalTarget target, String id) {
    return withClient(
        target,
        client -> {
          WorkflowStub stub = client.newUntypedWorkflowStub(id);
          return stub.describe().getExecution().getRunId();
        });
  }

  private static <T> T withClient(TemporalTarget target, Function<WorkflowClient, T> action) {
    TemporalConnection connection = TemporalConnection.plain(target);
    WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(connection.stubs());
    try {
      return action.apply(WorkflowClient.newInstance(stubs, connection.client()));
    } finally {
      stubs.shutdownNow();
    }
  }
}
