package dev.aurora.service.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aurora.service.problem.DependencyError;
import dev.aurora.service.problem.UsageError;
import dev.aurora.service.process.LoopbackPort;
import dev.aurora.service.testing.RealTemporal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemporalServersTest {

  @TempDir Path home;

  @Test
  void usesTheServerThatTheEnvironmentNamesAndStartsNone() {
    TemporalTarget shared = RealTemporal.target();

    TemporalConnection connection =
        servers(Map.of("TEMPORAL_ADDRESS", shared.address(), "TEMPORAL_NAMESPACE", "aurora"))
            .ensure();

    assertThat(connection.target())
        .isEqualTo(new TemporalTarget(shared.address(), "aurora", null, false));
    assertThat(home.resolve("temporal")).doesNotExist();
  }

  @Test
  void readsTheProfileThatTheEnvironmentNames() throws IOException {
    Path file =
        Files.writeString(
            home.resolve("temporal.toml"),
            """
            [profile.desk]
            address = "10.0.0.1:7233"
            namespace = "desk"
            """);

    assertThat(
            TemporalEnvironment.read(
                    Map.of("TEMPORAL_CONFIG_FILE", file.toString(), "TEMPORAL_PROFILE", "desk"))
                .orElseThrow()
                .target())
        .isEqualTo(new TemporalTarget("10.0.0.1:7233", "desk", null, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TEMPORAL_NAMESPACE=desk",
        "TEMPORAL_API_KEY=k",
        "TEMPORAL_CONFIG_FILE=/none.toml"
      })
  void refusesAnEnvironmentThatDoesNotSayWhereTemporalIs(String variable) {
    String[] pair = variable.split("=");

    assertThatExceptionOfType(UsageError.class)
        .isThrownBy(() -> servers(Map.of(pair[0], pair[1])).ensure());
  }

  @Test
  void takesBlankVariablesForUnset() {
    assertThat(TemporalEnvironment.read(Map.of("TEMPORAL_ADDRESS", " "))).isEmpty();
  }

  @Test
  void saysThatTheNamedServerIsUnreachableAndStartsNone() {
    String nowhere = "127.0.0.1:" + LoopbackPort.anyFree(Set.of());

    assertThatExceptionOfType(DependencyError.class)
        .isThrownBy(() -> servers(Map.of("TEMPORAL_ADDRESS", nowhere)).ensure())
        .satisfies(
            e -> {
              assertThat(e.problem().code()).isEqualTo("temporal-unreachable");
              assertThat(e.problem().where()).isEqualTo(nowhere);
            });
    assertThat(home.resolve("temporal")).doesNotExist();
  }

  @Test
  void saysThatTheNamespaceIsMissing() {
    assertThatExceptionOfType(DependencyError.class)
        .isThrownBy(
            () ->
                servers(
                        Map.of(
                            "TEMPORAL_ADDRESS",
                            RealTemporal.target().address(),
                            "TEMPORAL_NAMESPACE",
                            "nobody-made-it"))
                    .ensure())
        .satisfies(e -> assertThat(e.problem().what()).contains("no namespace nobody-made-it"));
  }

  private TemporalServers servers(Map<String, String> environment) {
    return new TemporalServers(environment, RealTemporal.in(home));
  }
}
