package dev.aurora.service.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.aurora.rules.fact.Stage;
import dev.aurora.service.rollout.BuildId;
import dev.aurora.workflows.order.OrderWorkflowImpl;
import dev.aurora.workflows.stage.Changes;
import dev.aurora.workflows.stage.StageChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildStoreTest {

  private static final BuildId BUILD = new BuildId("0123456789ab");

  @TempDir Path home;
  private BuildStore store;

  @BeforeEach
  void install() {
    store = new BuildStore(home, Clock.systemUTC());
    store.install(BUILD, List.of(Stage.class, StageChoice.class), List.of(OrderWorkflowImpl.class));
  }

  @Test
  void runsTheCodeOfAKeptBuildApartFromOurs() throws Exception {
    InstalledBuild kept = store.sound(BUILD.text()).orElseThrow();

    try (BuildCode code = BuildCode.load(kept, store.jars(kept))) {
      Class<?> workflow = code.workflows().getFirst();
      assertThat(workflow.getName()).isEqualTo(OrderWorkflowImpl.class.getName());
      assertThat(workflow).isNotSameAs(OrderWorkflowImpl.class);
      assertThat(code.versions().getClass().getClassLoader()).isSameAs(workflow.getClassLoader());
      // What a build lacks is never taken from another's code.
      assertThat(workflow.getClassLoader().loadClass(Changes.class.getName()))
          .isNotSameAs(Changes.class);
    }
    assertThat(store.bytes()).isPositive();
  }

  @Test
  void neverMixesTheCodeOfTwoBuilds() {
    InstalledBuild kept = store.sound(BUILD.text()).orElseThrow();
    InstalledBuild withoutRules =
        new InstalledBuild(
            kept.build(), kept.installedAt(), kept.jars().subList(1, 2), kept.workflows());

    assertThatIllegalStateException()
        .isThrownBy(
            () -> {
              try (BuildCode code = BuildCode.load(withoutRules, store.jars(withoutRules))) {
                Class<?> choice =
                    code.workflows()
                        .getFirst()
                        .getClassLoader()
                        .loadClass(StageChoice.class.getName());
                choice.getDeclaredConstructors();
              } catch (NoClassDefFoundError ours) {
                throw new IllegalStateException(ours);
              }
            });
  }

  @Test
  void aDamagedBuildIsNotRunAndIsInstalledAnewByItsOwnProgram() throws IOException {
    Path jar = home.resolve("builds/0123456789ab/1.jar");
    Files.write(jar, new byte[] {1}, StandardOpenOption.APPEND);
    assertThat(store.sound(BUILD.text())).isEmpty();
    assertThat(store.kept()).containsExactly(BUILD.text());

    install();

    assertThat(store.sound(BUILD.text())).isPresent();
  }

  @Test
  void whatACutOffInstallationLeftBehindIsNoBuild() throws IOException {
    Files.createDirectories(home.resolve("builds/.fedcba987654.new"));

    assertThat(store.kept()).containsExactly(BUILD.text());
  }

  @Test
  void aRemovedBuildTakesNoSpace() {
    store.remove(BUILD.text());

    assertThat(store.kept()).isEmpty();
    assertThat(store.bytes()).isZero();
    assertThat(store.sound(BUILD.text())).isEmpty();
  }
}
