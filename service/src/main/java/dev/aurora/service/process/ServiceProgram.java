package dev.aurora.service.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The Java program that is the service.
 *
 * @param java the Java launcher to run it with
 * @param classPath its class path
 * @param mainClass its main class; takes {@code --home DIR --port N} first
 * @param root the checkout or installation, {@code aurora.root}
 * @param moreFlags JVM flags beside the fixed ones
 */
public record ServiceProgram(
    Path java, String classPath, String mainClass, Path root, List<String> moreFlags) {

  /** The main class that ships. */
  public static final String MAIN_CLASS = "dev.aurora.service.app.ServiceMain";

  /** The JDK that starts to warn of native code, and knows the flags that answer it. */
  private static final int NATIVE_WARNINGS_SINCE = 24;

  /**
   * A fixed heap with a fixed young generation and the serial collector: measured, they keep p99.9
   * of a verdict at 4 us instead of 16. Out of memory ends the process: a service that lost a
   * thread is not to be trusted, one that restarts is.
   */
  private static final List<String> HEAP =
      List.of(
          "-Xms512m",
          "-Xmx512m",
          "-Xmn192m",
          "-XX:+UseSerialGC",
          "-XX:+ExitOnOutOfMemoryError",
          "-Dlogback.configurationFile=logback-service.xml",
          "-Duser.timezone=UTC",
          "-Dfile.encoding=UTF-8");

  public ServiceProgram {
    moreFlags = List.copyOf(moreFlags);
  }

  /** The service with the JVM, class path and root of this very process. */
  public static ServiceProgram likeThisJvm(Path root) {
    return new ServiceProgram(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        System.getProperty("java.class.path"),
        MAIN_CLASS,
        root,
        List.of());
  }

  /** The whole command; the data directory comes early so that {@code ps} shows it. */
  List<String> command(Path home, int port, List<String> moreArguments) {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(HEAP);
    command.addAll(nativeFlags(Runtime.version().feature()));
    command.add("-Daurora.root=" + root);
    command.addAll(moreFlags);
    command.add(mainClass);
    command.addAll(List.of("--home", home.toString(), "--port", Integer.toString(port)));
    command.addAll(moreArguments);
    return command;
  }

  /**
   * The environment of the service: {@code base} and the class path. As an argument the path of 200
   * jars makes a command line of 20 000 characters, and ONNX Runtime 1.29.0 matches the whole
   * command line of its process with a recursive regular expression when it starts: the stack
   * overflows and the process dies without a word.
   */
  Map<String, String> environment(Map<String, String> base) {
    Map<String, String> whole = new HashMap<>(base);
    whole.put("CLASSPATH", classPath);
    return whole;
  }

  /**
   * gRPC, ONNX Runtime and DuckDB load native code; an older JDK refuses flags it does not know.
   */
  private static List<String> nativeFlags(int feature) {
    return feature >= NATIVE_WARNINGS_SINCE
        ? List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
        : List.of();
  }
}
