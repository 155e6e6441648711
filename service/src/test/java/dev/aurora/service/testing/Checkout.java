package dev.aurora.service.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that the tests run in. */
public final class Checkout {

  private Checkout() {}

  /** Its root folder: the outermost one with a pom above the working directory. */
  public static Path root() {
    Path root = Path.of("").toAbsolutePath();
    while (root.getParent() != null && Files.exists(root.getParent().resolve("pom.xml"))) {
      root = root.getParent();
    }
    return root;
  }

  /**
   * Data directory for what is expensive to fetch, shared by all tests and kept between builds;
   * system property {@code aurora.home.cache} moves it.
   */
  public static Path cache() {
    String moved = System.getProperty("aurora.home.cache");
    return moved == null ? root().resolve(".aurora") : Path.of(moved);
  }
}
