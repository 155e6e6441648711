package dev.aurora.service.crash;

import dev.aurora.service.temporal.TemporalTarget;
import dev.aurora.service.testing.Checkout;
import dev.aurora.service.testing.RealTemporal;
import dev.aurora.service.testing.ShippedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts the service of one home, with or without an armed point; each start is a process. */
final class CrashingProcess {

  private final Programs programs;
  private final Path home;
  private final String prefix;
  private final CrashStore.Books books;
  private int starts;

  CrashingProcess(Programs programs, Path home, String prefix, CrashStore.Books books) {
    this.programs = programs;
    this.home = home;
    this.prefix = prefix;
    this.books = books;
  }

  /** The points that the n-th process passed, in their order. */
  List<CrashPoint> passed(int start) {
    Path log = log(start);
    try {
      return Files.exists(log)
          ? Files.readAllLines(log).stream().map(CrashPoint::parse).toList()
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int starts() {
    return starts;
  }

  Process start(@Nullable CrashPoint armed) {
    starts++;
    try {
      Files.createDirectories(home);
      Path out = home.resolve("process-" + starts + ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command(armed))
              .directory(Checkout.root().toFile())
              .redirectErrorStream(true)
              .redirectOutput(out.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("AURORA_"));
      // As an argument it would be too long for the ONNX runtime, which reads its command line.
      builder.environment().put("CLASSPATH", programs.classPath());
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> command(@Nullable CrashPoint armed) {
    TemporalTarget temporal = RealTemporal.target();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx400m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-Xlog:disable",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
            "-XX:+AutoCreateSharedArchive",
            "-XX:SharedArchiveFile=" + programs.sharedArchive(),
            "-XX:+IgnoreUnrecognizedVMOptions",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dlogback.configurationFile=logback-service.xml",
            "-Duser.timezone=UTC"));
    property(command, CrashingService.POINT, armed == null ? "" : armed.toString());
    property(command, CrashingService.LOG, log(starts).toString());
    property(command, CrashingService.URL, books.url());
    command.add(CrashingService.class.getName());
    option(command, "--home", home);
    option(command, "--port", 0);
    option(command, "--kill-file", home.resolve("kill.flag"));
    option(command, "--rules", Checkout.root().resolve("rules/policy"));
    option(command, "--data", ShippedData.FOLDER);
    option(command, "--bars", ShippedData.BARS);
    option(command, "--prefix", prefix);
    option(command, "--temporal-address", temporal.address());
    option(command, "--temporal-namespace", temporal.namespace());
    return command;
  }

  private static void property(List<String> command, String name, String value) {
    command.add("-D" + name + "=" + value);
  }

  private static void option(List<String> command, String name, Object value) {
    command.add(name);
    command.add(value.toString());
  }

  private Path log(int start) {
    return home.resolve("points-" + start + ".log");
  }
}
