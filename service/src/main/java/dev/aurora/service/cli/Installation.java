package dev.aurora.service.cli;

import dev.aurora.service.process.ServiceProcess;
import dev.aurora.service.process.ServiceProgram;
import dev.aurora.service.temporal.EmbeddedTemporal;
import dev.aurora.service.temporal.TemporalCli;
import dev.aurora.service.temporal.TemporalCliRelease;
import dev.aurora.service.temporal.TemporalServers;
import java.nio.file.Files;
import java.nio.file.Path;

/** The programs that belong to one data directory, as the commands see them. */
final class Installation {

  private final Invocation invocation;

  Installation(Invocation invocation) {
    this.invocation = invocation;
  }

  Path home() {
    return invocation.home();
  }

  /**
   * The CLI of the data directory. A data directory of another place shares the checkout's copy
   * when that is there: it is 150 MB.
   */
  TemporalCli temporalCli() {
    Path own = home().resolve("temporal-cli");
    Path shared = invocation.root().resolve(".aurora").resolve("temporal-cli");
    boolean borrow = !Files.isDirectory(own) && Files.isDirectory(shared);
    return new TemporalCli(
        borrow ? shared : own, invocation.environment(), TemporalCliRelease.forThisMachine());
  }

  EmbeddedTemporal embeddedTemporal() {
    return new EmbeddedTemporal(
        home(),
        temporalCli(),
        invocation.environment(),
        invocation.clock(),
        EmbeddedTemporal.Ports.USUAL);
  }

  TemporalServers temporalServers() {
    return new TemporalServers(invocation.environment(), embeddedTemporal());
  }

  ServiceProcess service() {
    return new ServiceProcess(
        home(), ServiceProgram.likeThisJvm(invocation.root()), invocation.environment());
  }
}
