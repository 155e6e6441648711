package dev.aurora.service.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.aurora.service.problem.DependencyError;
import dev.aurora.service.problem.UsageError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration GRACE = Duration.ofSeconds(10);

  @TempDir Path folder;
  private Path home;
  private int port;
  private ServiceProcess service;

  @BeforeEach
  void noServiceYet() {
    home = folder.resolve("a home");
    port = LoopbackPort.anyFree(Set.of());
    service = service();
  }

  @AfterEach
  void stop() {
    service.stop(GRACE);
  }

  @Test
  void startsOnceAndIsFoundAgain() {
    ServiceRecord started = service.start(port, List.of(), PATIENCE);

    assertThat(service().start(null, List.of(), PATIENCE)).isEqualTo(started);
    assertThat(service().status()).isEqualTo(new ServiceStatus.Ready(started));
    assertThat(started.port()).isEqualTo(port);
  }

  @Test
  void startsOnceWhenTwoAskAtTheSameTime() throws Exception {
    Callable<ServiceRecord> start = () -> service().start(null, List.of(), PATIENCE);
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      List<Future<ServiceRecord>> records = both.invokeAll(List.of(start, start));
      assertThat(records.get(0).get()).isEqualTo(records.get(1).get());
    }
  }

  @Test
  void stopsAndCanBeStartedAgain() {
    ServiceRecord first = service.start(port, List.of(), PATIENCE);

    assertThat(service.stop(GRACE)).isTrue();
    assertThat(service.stop(GRACE)).isFalse();
    assertThat(service.status()).isEqualTo(new ServiceStatus.Stopped());
    assertThat(HomeLock.isHeld(home)).isFalse();
    assertThat(service.start(port, List.of(), PATIENCE).pid()).isNotEqualTo(first.pid());
  }

  @Test
  void isDeadAfterAKillAndStartsAgain() {
    ServiceRecord killed = service.start(port, List.of(), PATIENCE);
    RunningProgram program = RunningProgram.withPid(killed.pid()).orElseThrow();
    ProcessHandle.of(killed.pid()).orElseThrow().destroyForcibly();
    assertThat(Waiting.until(() -> !program.isAlive(), GRACE, Duration.ofMillis(5))).isTrue();

    assertThat(service.status()).isEqualTo(new ServiceStatus.Dead(killed));
    assertThat(service.start(port, List.of(), PATIENCE).pid()).isNotEqualTo(killed.pid());
  }

  @Test
  void doesNotTakeAnotherProgramWithTheOldProcessIdForTheService() {
    ServiceRecord stale =
        new ServiceRecord(
            ProcessHandle.current().pid(), port, "secret", Instant.EPOCH, home.toString());
    stale.publish(home);

    assertThat(service.status()).isEqualTo(new ServiceStatus.Dead(stale));
    assertThat(service.stop(GRACE)).isFalse();
  }

  @Test
  void keepsItsTokenFromOtherUsersAndFromLogs() throws IOException {
    ServiceRecord record = service.start(port, List.of(), PATIENCE);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(home.resolve("service.json"))))
        .isEqualTo("rw-------");
    assertThat(record.toString()).doesNotContain(record.token());
  }

  @Test
  void showsTheLogOfAServiceThatDoesNotComeUp() {
    DependencyError e =
        catchThrowableOfType(
            DependencyError.class, () -> service.start(port, List.of("fail"), PATIENCE));

    assertThat(e.problem().code()).isEqualTo("service-ended");
    assertThat(e.problem().remedy()).contains("the books are damaged");
  }

  @Test
  void passesOnThatTheServiceRefusesItsSettings() {
    assertThatExceptionOfType(UsageError.class)
        .isThrownBy(() -> service.start(port, List.of("refuse"), PATIENCE))
        .satisfies(e -> assertThat(e.problem().remedy()).contains("AURORA_ROLLBACK=maybe"));
  }

  @Test
  void saysThatTheServiceIsNotReadyInTime() {
    DependencyError e =
        catchThrowableOfType(
            DependencyError.class,
            () -> service.start(port, List.of("unready"), Duration.ofSeconds(3)));

    assertThat(e.problem().code()).isEqualTo("service-not-ready");
    assertThat(
            Waiting.until(
                () -> service.status() instanceof ServiceStatus.NotReady,
                PATIENCE,
                Duration.ofMillis(50)))
        .isTrue();
  }

  @Test
  void refusesAPortThatAnotherProgramHas() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatExceptionOfType(DependencyError.class)
          .isThrownBy(() -> service.start(other.getLocalPort(), List.of(), PATIENCE))
          .satisfies(e -> assertThat(e.problem().code()).isEqualTo("port-busy"));
    }
  }

  @Test
  void namesTheProcessThatOwnsTheDataDirectory() {
    ServiceRecord owner = service.start(port, List.of(), PATIENCE);

    assertThatExceptionOfType(DependencyError.class)
        .isThrownBy(() -> HomeLock.acquire(home))
        .satisfies(
            e -> {
              assertThat(e.problem().code()).isEqualTo("home-in-use");
              assertThat(e.problem().what()).contains("process " + owner.pid() + ".");
            });
  }

  private ServiceProcess service() {
    ServiceProgram standIn =
        new ServiceProgram(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            System.getProperty("java.class.path"),
            StandInService.class.getName(),
            folder,
            List.of("-Xms32m", "-Xmx64m", "-Xmn16m"));
    return new ServiceProcess(home, standIn, System.getenv());
  }
}
