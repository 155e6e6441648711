package dev.aurora.service.build;

import java.util.List;
import java.util.Objects;

/**
 * What {@code build.json} says of a build that is kept: the jars of its workflow code, and which
 * classes in them are workflows.
 *
 * @param build its id
 * @param installedAt wall time, RFC 3339
 * @param jars in class-path order
 * @param workflows names of the implementation classes that its worker registers
 */
record InstalledBuild(String build, String installedAt, List<Jar> jars, List<String> workflows) {

  /**
   * One file of it.
   *
   * @param name within the folder of the build
   * @param digest {@code sha256:} and hexadecimal digits
   */
  record Jar(String name, String digest) {

    Jar {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(digest, "digest");
    }
  }

  InstalledBuild {
    Objects.requireNonNull(build, "build");
    Objects.requireNonNull(installedAt, "installedAt");
    jars = List.copyOf(jars);
    workflows = List.copyOf(workflows);
  }
}
