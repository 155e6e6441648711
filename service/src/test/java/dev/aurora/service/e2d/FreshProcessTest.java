package dev.aurora.service.e2d;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.testing.ShippedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same inputs give the same bytes in two fresh processes that have nothing else in common:
 * locale, time zone, environment, encoding, number of cores.
 */
class FreshProcessTest {

  private static final List<LocalDate> SESSIONS =
      List.of(LocalDate.of(2012, 11, 23), LocalDate.of(2013, 2, 28));
  private static final String TIMINGS = "timings.json";

  @TempDir Path folder;

  @Test
  void twoFreshProcessesWriteTheSameBytes() throws Exception {
    SortedMap<String, byte[]> one =
        artifacts(
            folder.resolve("one"),
            Map.of("LANG", "C", "TZ", "UTC"),
            List.of("-Duser.language=en", "-Duser.timezone=UTC", "-XX:ActiveProcessorCount=1"));
    SortedMap<String, byte[]> other =
        artifacts(
            folder.resolve("other one"),
            Map.of("LANG", "tr_TR.UTF-8", "TZ", "Asia/Kathmandu", "ODD", "=;\u00e4"),
            List.of(
                "-Duser.language=ar",
                "-Duser.country=EG",
                "-Duser.timezone=Pacific/Chatham",
                "-Dfile.encoding=ISO-8859-1",
                "-XX:ActiveProcessorCount=2",
                "-XX:+UseParallelGC"));

    assertThat(one.keySet()).isEqualTo(other.keySet()).hasSizeGreaterThan(10);
    for (Map.Entry<String, byte[]> file : one.entrySet()) {
      assertThat(Arrays.equals(file.getValue(), other.get(file.getKey())))
          .as(file.getKey() + " has the same bytes")
          .isTrue();
    }
  }

  private static SortedMap<String, byte[]> artifacts(
      Path root, Map<String, String> environment, List<String> flags) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:+IgnoreUnrecognizedVMOptions", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(flags);
    command.addAll(List.of(Program.class.getName(), root.toString()));
    Path log = Files.createTempFile("fresh-process", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = builder.start();
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    return files(root);
  }

  private static SortedMap<String, byte[]> files(Path root) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith(TIMINGS)) {
          files.put(root.relativize(file).toString(), Files.readAllBytes(file));
        }
      }
    }
    return files;
  }

  /** What a fresh process runs. */
  static final class Program {

    private Program() {}

    public static void main(String[] arguments) throws IOException {
      try (E2dPipeline pipeline = new E2dPipeline(TradingCalendar.nyse())) {
        for (LocalDate session : SESSIONS) {
          E2dResult result =
              pipeline.run(
                  E2dRequest.of(
                      ShippedData.STRATEGY,
                      AsOf.session(session),
                      ShippedData.BARS,
                      ShippedData.ACTIONS,
                      Path.of(arguments[0])));
          if (!result.succeeded()) {
            throw new IllegalStateException(result.failure());
          }
        }
      }
    }
  }
}
