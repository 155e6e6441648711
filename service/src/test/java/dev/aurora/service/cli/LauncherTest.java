package dev.aurora.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.service.testing.Checkout;
import dev.aurora.service.testing.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the launcher on a stand-in checkout whose JDK and Maven only say how they were called. */
class LauncherTest {

  @TempDir Path machine;
  private Path checkout;
  private Path javaHome;
  private Path launcher;

  private record Run(int exitCode, List<String> out, String err) {}

  @BeforeEach
  void aCheckoutOnAPathWithSpaces() throws IOException {
    checkout = Files.createDirectories(machine.resolve("a check out"));
    launcher = checkout.resolve("aurora");
    Files.copy(Checkout.root().resolve("aurora"), launcher);
    javaHome = jdk("jdk 25", "25.0.3");
    Script.write(
        machine.resolve("bin/mvn"),
        """
        echo "$JAVA_HOME $*" >> '%s/mvn-calls'
        sleep 0.5
        mkdir -p service/target/aurora/lib
        touch service/target/aurora/aurora-service-1.jar
        printf 'lib/a.jar:lib/b.jar' > service/target/aurora/lib.path
        """
            .formatted(machine));
  }

  @Test
  void buildsOnceAndThenRuns() throws Exception {
    Run first = run(launcher, "status");
    Run second = run(launcher, "status");

    assertThat(first.err()).contains("nothing is built yet");
    assertThat(second.err()).isEmpty();
    assertThat(second.out()).isEqualTo(first.out());
    assertThat(Files.readAllLines(machine.resolve("mvn-calls")))
        .containsExactly(javaHome + " -q -B package -DskipTests");
  }

  @Test
  void buildsOnceWhenTwoStartAtTheSameTime() throws Exception {
    Callable<Run> start = () -> run(launcher, "status");
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      for (Future<Run> run : both.invokeAll(List.of(start, start))) {
        assertThat(run.get().exitCode()).isZero();
      }
    }
    assertThat(Files.readAllLines(machine.resolve("mvn-calls"))).hasSize(1);
  }

  @Test
  void runsTheProgramWithTheCheckoutAndTheWholeClassPath() throws Exception {
    built();
    Path dist = checkout.resolve("service/target/aurora");

    assertThat(run(launcher, "orders", "show", "an id").out())
        .containsExactly(
            "-Xlog:disable",
            "-XX:+UseSerialGC",
            "-Daurora.root=" + checkout,
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            dist + "/aurora-service-1.jar:" + dist + "/lib/a.jar:" + dist + "/lib/b.jar",
            "dev.aurora.service.cli.Aurora",
            "orders",
            "show",
            "an id");
  }

  @Test
  void leavesOutWhatAnOlderJdkDoesNotKnow() throws Exception {
    built();
    javaHome = jdk("jdk 21", "21.0.4");

    assertThat(run(launcher, "status").out())
        .doesNotContain("--sun-misc-unsafe-memory-access=allow")
        .contains("-XX:TieredStopAtLevel=1");
  }

  @Test
  void optimisesCommandsThatComputeForLong() throws Exception {
    built();

    assertThat(run(launcher, "demo").out()).doesNotContain("-XX:TieredStopAtLevel=1");
    assertThat(run(launcher, "rules", "bench").out()).doesNotContain("-XX:TieredStopAtLevel=1");
    assertThat(run(launcher, "rules", "check").out()).contains("-XX:TieredStopAtLevel=1");
  }

  @Test
  void makesTheStartCacheOnceAfterEachBuild() throws Exception {
    built();
    Path calls = machine.resolve("rehearsals");
    Path cache = checkout.resolve("service/target/aurora/quick-start-25.aot");
    Script.write(
        javaHome.resolve("bin/java"),
        """
        if [[ "$*" == *Rehearsal* ]]; then
          echo once >> '%s'
          for flag in "$@"; do
            [[ $flag != -XX:AOTCacheOutput=* ]] || echo cached > "${flag#*=}"
          done
        else
          printf '%%s\\n' "$@"
        fi
        """
            .formatted(calls));

    Run first = run(launcher, "status");
    Run second = run(launcher, "status");

    assertThat(first.err()).contains("preparing quicker starts");
    assertThat(second.err()).isEmpty();
    assertThat(second.out()).isEqualTo(first.out()).contains("-XX:AOTCache=" + cache);
    assertThat(Files.readAllLines(calls)).hasSize(1);

    FileTime later = FileTime.from(Files.getLastModifiedTime(cache).toInstant().plusSeconds(5));
    Files.setLastModifiedTime(checkout.resolve("service/target/aurora/lib.path"), later);
    assertThat(run(launcher, "status").err()).contains("preparing quicker starts");
  }

  @Test
  void doesWithoutTheStartCacheWhereItCannotBeHad() throws Exception {
    built();

    assertThat(run(launcher, "status").out()).noneMatch(flag -> flag.contains("AOTCache"));
    assertThat(run(launcher, "status").err()).isEmpty();
  }

  @Test
  void findsTheCheckoutThroughSymbolicLinks() throws Exception {
    built();
    Path link = Files.createSymbolicLink(machine.resolve("aurora-link"), launcher);
    Path second = Files.createSymbolicLink(machine.resolve("relative"), Path.of("aurora-link"));

    assertThat(run(link, "status").out()).contains("-Daurora.root=" + checkout);
    assertThat(run(second, "status").out()).contains("-Daurora.root=" + checkout);
  }

  @Test
  void passesTheExitCodeOn() throws Exception {
    built();
    Script.write(javaHome.resolve("bin/java"), "exit 42");

    assertThat(run(launcher, "status").exitCode()).isEqualTo(42);
  }

  @Test
  void becomesTheProgramSoThatSignalsReachIt() throws Exception {
    built();
    Script.write(javaHome.resolve("bin/java"), "echo $$");
    Process process = start(launcher, "status");

    assertThat(new String(process.getInputStream().readAllBytes()).strip())
        .isEqualTo(Long.toString(process.pid()));
  }

  @Test
  void takesAnotherJdkWhenTheOneOfJavaHomeIsTooOld() throws Exception {
    built();
    Path old = jdk("jdk 17", "17.0.15");
    Path newer = jdk("home/.jdks/jdk 999", "999");
    jdk("home/.jdks/jdk 998", "998");
    Script.write(newer.resolve("bin/java"), "echo newest");
    javaHome = old;

    assertThat(run(launcher, "status").out()).containsExactly("newest");
  }

  @Test
  void saysHowToGetAJdkWhenThereIsNone() throws Exception {
    // No machine has this one.
    String demanding = Files.readString(launcher).replace("JDK_MIN=21", "JDK_MIN=1000");
    Files.writeString(launcher, demanding);

    Run run = run(launcher, "status");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("needs a JDK 1000 or newer", "apt-get install", "JAVA_HOME");
  }

  @Test
  void saysThatMavenIsMissing() throws Exception {
    Files.delete(machine.resolve("bin/mvn"));

    Run run = run(launcher, "status");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("no Maven (mvn) to build it with", "Install Maven 3.8");
  }

  @Test
  void showsTheEndOfABuildThatFails() throws Exception {
    Script.write(machine.resolve("bin/mvn"), "echo the compiler is cross; exit 1");

    Run run = run(launcher, "status");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("the compiler is cross", checkout + "/.aurora/build.log");
  }

  @Test
  void doesNotTakeABuildThatWasCutShortForAWholeOne() throws Exception {
    built();
    Files.delete(checkout.resolve("service/target/aurora/lib.path"));

    assertThat(run(launcher, "status").err()).contains("nothing is built yet");
    assertThat(machine.resolve("mvn-calls")).exists();
  }

  private void built() throws IOException {
    Path dist = Files.createDirectories(checkout.resolve("service/target/aurora"));
    Files.createFile(dist.resolve("aurora-service-1.jar"));
    Files.writeString(dist.resolve("lib.path"), "lib/a.jar:lib/b.jar");
  }

  private Path jdk(String name, String version) throws IOException {
    Path home = machine.resolve(name);
    Script.write(home.resolve("bin/java"), "printf '%s\\n' \"$@\"");
    Script.write(home.resolve("bin/javac"), "exit 0");
    Files.writeString(
        home.resolve("release"),
        "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"%s\"\nSOURCE=\"\"\n".formatted(version));
    return home;
  }

  private Run run(Path program, String... arguments) throws Exception {
    Process process = start(program, arguments);
    String out = new String(process.getInputStream().readAllBytes());
    String err = new String(process.getErrorStream().readAllBytes());
    return new Run(process.waitFor(), out.lines().toList(), err);
  }

  private Process start(Path program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    // From another folder, and with a PATH that has the usual tools but only our Maven.
    ProcessBuilder builder = new ProcessBuilder(command).directory(machine.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", machine.resolve("bin") + ":" + toolsWithoutMaven());
    builder.environment().put("HOME", machine.resolve("home").toString());
    builder.environment().put("JAVA_HOME", javaHome.toString());
    return builder.start();
  }

  /** Links to what the launcher uses, so that a Maven of this machine is not found. */
  private synchronized Path toolsWithoutMaven() throws IOException {
    Path tools = Files.createDirectories(machine.resolve("tools"));
    for (String name :
        List.of(
            "bash",
            "dirname",
            "readlink",
            "mkdir",
            "flock",
            "python3",
            "tail",
            "sed",
            "env",
            "mv")) {
      Path link = tools.resolve(name);
      for (String folder : List.of("/usr/bin", "/bin", "/usr/local/bin")) {
        if (!Files.exists(link) && Files.exists(Path.of(folder, name))) {
          Files.createSymbolicLink(link, Path.of(folder, name));
        }
      }
    }
    return tools;
  }
}
