package dev.aurora.service.night;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.app.Settings;
import dev.aurora.service.e2d.artifact.ArtifactFolder;
import dev.aurora.service.gate.GateEvidence;
import dev.aurora.service.gate.GateVerdict;
import dev.aurora.service.order.Heartbeat;
import dev.aurora.workflows.gate.GateOrder;
import dev.aurora.workflows.gate.GateRunActivities;
import dev.aurora.workflows.gate.GateRunReport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The steps of a run of gates: each gate in a process of its own, each verdict into the books. */
@ApplicationScoped
public class GateRunDesk implements GateRunActivities {

  private final Settings settings;
  private final GateEvidence evidence;

  @Inject
  public GateRunDesk(Settings settings, GateEvidence evidence) {
    this.settings = settings;
    this.evidence = evidence;
  }

  /** For the client proxy. */
  protected GateRunDesk() {
    this(unread(), unread());
  }

  @Override
  public List<String> gates(String level) {
    try (Heartbeat beating = Heartbeat.start()) {
      return child().gates(level);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public GateRunReport.Judged judge(GateOrder order) {
    try (Heartbeat beating = Heartbeat.start()) {
      GateVerdict verdict = child().judge(order.level(), order.gate(), newestRun());
      evidence.store(order.evidenceId(), List.of(verdict));
      return new GateRunReport.Judged(
          verdict.gate(), verdict.green(), verdict.reasons(), verdict.duration().toMillis());
    }
  }

  private GateChild child() {
    return new GateChild(settings.root(), settings.home());
  }

  /** The newest run that came to its end; null when there is none, which a gate then says. */
  private @Nullable Path newestRun() {
    Path artifacts = settings.home().resolve("artifacts");
    if (!Files.isDirectory(artifacts)) {
      return null;
    }
    try (Stream<Path> runs = Files.list(artifacts)) {
      return runs.filter(run -> Files.isRegularFile(run.resolve(ArtifactFolder.TRACE)))
          .max(Comparator.comparing(GateRunDesk::written))
          .orElse(null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long written(Path run) {
    try {
      return Files.getLastModifiedTime(run.resolve(ArtifactFolder.TRACE)).toMillis();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
