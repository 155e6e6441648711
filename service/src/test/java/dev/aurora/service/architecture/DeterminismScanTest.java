package dev.aurora.service.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.aurora.workflows.order.OrderWorkflowImpl;
import dev.aurora.workflows.run.DecisionRunWorkflowImpl;
import dev.aurora.workflows.stage.StagePath;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workflow code touches nothing that a replay would not find again; and the scan would see it. */
class DeterminismScanTest {

  private static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.aurora.workflows", "dev.aurora.rules");

  @Test
  void workflowCodeReadsNoClockRandomnessEnvironmentFileNetworkOrThread() {
    assertThat(DeterminismScan.violations(DeterminismScan.workflowCode(List.copyOf(PRODUCTION))))
        .isEmpty();
  }

  @Test
  void neitherDoesAnythingElseOfTheModuleOfWorkflows() {
    assertThat(
            DeterminismScan.violations(
                PRODUCTION.stream()
                    .filter(type -> type.getPackageName().startsWith("dev.aurora.workflows"))
                    .toList()))
        .isEmpty();
  }

  @Test
  void seesTheWorkflowsAndWhatTheyReach() {
    assertThat(DeterminismScan.workflowCode(List.copyOf(PRODUCTION)))
        .extracting(JavaClass::getName)
        .contains(
            DecisionRunWorkflowImpl.class.getName(),
            OrderWorkflowImpl.class.getName(),
            StagePath.class.getName());
  }

  @ParameterizedTest
  @CsvSource({
    "ReadsTheClock, calls java.time.Instant.now",
    "ReadsTheEnvironment, calls java.lang.System.getenv",
    "DrawsLots, uses java.util.Random",
    "ReadsAFile, uses java.nio.file.Files",
    "StartsAThread, uses java.lang.Thread",
    "SharesState, uses java.util.concurrent.ConcurrentHashMap"
  })
  void findsAWorkflowThatDoes(String name, String fault) {
    Set<String> found = violationsOf(name);

    assertThat(found).anyMatch(line -> line.endsWith("$" + name + " " + fault));
  }

  @Test
  void findsItBehindAHelperToo() {
    assertThat(violationsOf("AsksAHelper"))
        .containsExactly(Helper.class.getName() + " calls java.lang.System.nanoTime");
  }

  @Test
  void findsNothingInAWorkflowThatIsSound() {
    assertThat(violationsOf("Sound")).isEmpty();
  }

  private static Set<String> violationsOf(String name) {
    JavaClasses here =
        new ClassFileImporter().importClasses(DeterminismScanTest.class.getDeclaredClasses());
    List<JavaClass> one = here.stream().filter(type -> type.getSimpleName().equals(name)).toList();
    assertThat(one).hasSize(1);
    return DeterminismScan.violations(DeterminismScan.workflowCode(one));
  }

  /** What the doubles implement. */
  @WorkflowInterface
  public interface Doubled {
    @WorkflowMethod
    String run(String input);
  }

  static final class Sound implements Doubled {
    @Override
    public String run(String input) {
      return input.strip();
    }
  }

  static final class ReadsTheClock implements Doubled {
    @Override
    public String run(String input) {
      return Instant.now().toString();
    }
  }

  static final class ReadsTheEnvironment implements Doubled {
    @Override
    public String run(String input) {
      return String.valueOf(System.getenv(input));
    }
  }

  static final class DrawsLots implements Doubled {
    @Override
    public String run(String input) {
      return Integer.toString(new Random(7).nextInt());
    }
  }

  static final class ReadsAFile implements Doubled {
    @Override
    public String run(String input) {
      return Boolean.toString(Files.exists(Path.of(input)));
    }
  }

  static final class StartsAThread implements Doubled {
    @Override
    public String run(String input) {
      Thread.ofVirtual().start(() -> {});
      return input;
    }
  }

  static final class SharesState implements Doubled {
    private static final ConcurrentHashMap<String, String> SEEN = new ConcurrentHashMap<>();

    @Override
    public String run(String input) {
      return String.valueOf(SEEN.put(input, input));
    }
  }

  static final class AsksAHelper implements Doubled {
    @Override
    public String run(String input) {
      return Helper.stamp();
    }
  }

  static final class Helper {
    private Helper() {}

    static String stamp() {
      return Long.toString(System.nanoTime());
    }
  }
}
