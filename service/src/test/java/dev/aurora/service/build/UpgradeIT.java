package dev.aurora.service.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aurora.service.api.ApiClient;
import dev.aurora.service.api.BuildRequest;
import dev.aurora.service.api.BuildStatus;
import dev.aurora.service.api.OrderView;
import dev.aurora.service.api.PersonRequest;
import dev.aurora.service.api.RunAnswer;
import dev.aurora.service.api.RunRequest;
import dev.aurora.service.api.TokenAnswer;
import dev.aurora.service.app.ServiceLaunch;
import dev.aurora.service.app.ServiceMain;
import dev.aurora.service.journal.order.OrderState;
import dev.aurora.service.person.Role;
import dev.aurora.service.problem.RefusedError;
import dev.aurora.service.process.LoopbackPort;
import dev.aurora.service.process.ServiceProcess;
import dev.aurora.service.process.ServiceProgram;
import dev.aurora.service.process.ServiceRecord;
import dev.aurora.service.process.Waiting;
import dev.aurora.service.temporal.EmbeddedTemporal;
import dev.aurora.service.temporal.TemporalConnection;
import dev.aurora.service.temporal.TemporalTarget;
import dev.aurora.service.testing.Checkout;
import dev.aurora.service.testing.RealTemporal;
import dev.aurora.workflows.rollout.BuildAnswer;
import io.temporal.client.WorkflowClient;
import io.temporal.common.SearchAttributeKey;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service is stopped and another build of the program started on the same data directory: what
 * runs stays on the build before, new executions too until they are moved, and back.
 */
class UpgradeIT {

  private static final LocalDate SESSION = LocalDate.of(2013, 2, 27);
  private static final Duration START = Duration.ofMinutes(4);
  private static final Duration CALL = Duration.ofSeconds(40);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final SearchAttributeKey<String> VERSION =
      SearchAttributeKey.forKeyword("TemporalWorkerDeploymentVersion");

  @TempDir Path folder;
  private Path home;
  private EmbeddedTemporal temporal;
  private TemporalTarget target;
  private ServiceProcess service;
  private ApiClient api;
  private String token;

  @BeforeEach
  void serverOfItsOwn() throws IOException {
    home = Files.createDirectory(folder.resolve("data of aurora"));
    temporal = RealTemporal.in(home);
    target = temporal.ensure();
  }

  @AfterEach
  void stop() {
    if (service != null) {
      service.stop(Duration.ofSeconds(10));
    }
    temporal.stop();
  }

  @Test
  void whatRunsStaysOnItsBuildAndNewExecutionsAreMovedByAPersonThereAndBack() throws Exception {
    start(System.getProperty("java.class.path"));
    token =
        api.post(
                "/v1/persons",
                new PersonRequest("olga", List.of(Role.RISK)),
                Duration.ZERO,
                TokenAnswer.class)
            .token();
    decide();
    String before = status().builds().own();
    submit("resting-1");
    assertThat(status().builds().current()).isEqualTo(before);

    service.stop(Duration.ofSeconds(20));
    start(otherBuild());
    String after = status().builds().own();

    assertThat(after).isNotEqualTo(before);
    assertThat(status().builds().current()).isEqualTo(before);
    assertThat(status().alarms()).isEmpty();
    decided("order-2");
    assertThat(buildOf("order-2")).isEqualTo(before);

    change("advance", null, null);
    decided("order-3");
    assertThat(buildOf("order-3")).isEqualTo(after);
    assertThat(buildOf("resting-1")).isEqualTo(before);

    // Its workflow waits on the build before, whose code the new program serves, over a SIGKILL.
    kill();
    start(otherBuild());
    assertThat(cancelled("resting-1")).isEqualTo(OrderState.CANCELLED);
    assertThat(buildOf("resting-1")).isEqualTo(before);

    change("rollback", null, null);
    decided("order-4");
    assertThat(buildOf("order-4")).isEqualTo(before);
    assertThat(buildOf("order-3")).isEqualTo(after);

    change("ramp", 25, after);
    assertThat(describedByTheCli())
        .contains(before, after)
        .containsPattern("RampingVersionPercentage +25");
    assertThatExceptionOfType(RefusedError.class)
        .isThrownBy(() -> change("advance", null, "0000deadbeef"))
        .satisfies(refused -> assertThat(refused.problem().what()).contains("no worker of build"));
  }

  private void start(String classPath) {
    service =
        new ServiceProcess(
            home,
            new ServiceProgram(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                classPath,
                ServiceProgram.MAIN_CLASS,
                Checkout.root(),
                List.of()),
            System.getenv());
    ServiceLaunch launch = new ServiceLaunch(Checkout.root(), System.getenv());
    ServiceRecord record =
        service.start(
            // The usual one is anybody's, and a cold start takes long enough to lose it.
            LoopbackPort.anyFree(Set.of()),
            launch.arguments(List.of(home.resolve("kill.flag")), launch.shippedBars(), "", target),
            START);
    api = new ApiClient(record, CALL);
  }

  /** The same program under another name, or with one file more: another build. */
  private String otherBuild() throws Exception {
    Path ours =
        Path.of(ServiceMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path copy = folder.resolve("other").resolve("other-" + ours.getFileName());
    if (!Files.exists(copy)) {
      Files.createDirectories(folder.resolve("other"));
      copy(ours, copy);
    }
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      boolean itself =
          !entry.isEmpty()
              && Files.exists(Path.of(entry))
              && Files.isSameFile(Path.of(entry), ours);
      entries.add(itself ? copy.toString() : entry);
    }
    return String.join(File.pathSeparator, entries);
  }

  private static void copy(Path ours, Path copy) throws IOException {
    try (Stream<Path> all = Files.walk(ours)) {
      for (Path file : all.toList()) {
        Files.copy(file, copy.resolve(ours.relativize(file).toString()));
      }
    }
    if (Files.isDirectory(copy)) {
      Files.createFile(copy.resolve("another-build"));
    }
  }

  private void kill() {
    ProcessHandle process =
        ProcessHandle.of(ServiceRecord.read(home).orElseThrow().pid()).orElseThrow();
    process.destroyForcibly();
    assertThat(Waiting.until(() -> !process.isAlive(), PATIENCE, Duration.ofMillis(20))).isTrue();
  }

  private void decide() {
    RunRequest request = new RunRequest("PAPER-1", "momentum", SESSION, 1, 20, null);
    Duration wait = Duration.ofSeconds(20);
    assertThat(
            Waiting.until(
                () -> api.post("/v1/runs", request, wait, RunAnswer.class).done(),
                PATIENCE,
                Duration.ofMillis(100)))
        .isTrue();
  }

  private void submit(String id) {
    OrderView view = decided(id);
    assertThat(view.verdict()).as(view.toString()).isEqualTo("APPROVED");
    assertThat(
            Waiting.until(
                () -> order(id).state() == OrderState.WORKING, PATIENCE, Duration.ofMillis(50)))
        .isTrue();
  }

  /** Whatever the verdict: on a machine under load a breaker may hold an order back. */
  private OrderView decided(String id) {
    String order =
        """
        {"clientOrderId":"%s","account":"PAPER-1","strategy":"momentum",
         "modelVersion":"gbt-8fdb9d0b9765","venue":"PAPER","symbol":"AAPL","side":"BUY",
         "type":"LIMIT","quantity":"%s","limitPrice":"400","timeInForce":"DAY",
         "origin":"STRATEGY","decidedAt":"%sT21:00:00Z"}
        """
            .formatted(id, id.substring(id.length() - 1), SESSION);
    return api.postText("/v1/orders", order, OrderView.class);
  }

  private OrderState cancelled(String id) {
    api.delete("/v1/orders/" + id + "?by=olga&reason=done", OrderView.class);
    Waiting.until(() -> order(id).state() == OrderState.CANCELLED, PATIENCE, Duration.ofMillis(50));
    return order(id).state();
  }

  private OrderView order(String id) {
    return api.get("/v1/orders/" + id, OrderView.class);
  }

  private BuildStatus status() {
    return api.get("/v1/builds", BuildStatus.class);
  }

  private BuildAnswer change(String action, @Nullable Integer percent, @Nullable String build) {
    return api.as(token)
        .post(
            "/v1/builds/" + action,
            new BuildRequest(null, "a test", percent, build),
            Duration.ZERO,
            BuildAnswer.class);
  }

  private String buildOf(String id) {
    TemporalConnection connection = TemporalConnection.plain(target);
    WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(connection.stubs());
    try {
      String version =
          WorkflowClient.newInstance(stubs, connection.client())
              .newUntypedWorkflowStub("order/PAPER-1/" + id)
              .describe()
              .getTypedSearchAttributes()
              .get(VERSION);
      return version == null ? "" : version.substring(version.indexOf(':') + 1);
    } finally {
      stubs.shutdownNow();
    }
  }

  private String describedByTheCli() throws Exception {
    Process process =
        new ProcessBuilder(
                Stream.of(
                        RealTemporal.cli().ensure().toString(),
                        "worker",
                        "deployment",
                        "describe",
                        "--name",
                        "aurora",
                        "--address",
                        target.address(),
                        "--namespace",
                        target.namespace())
                    .toList())
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return text;
  }
}
