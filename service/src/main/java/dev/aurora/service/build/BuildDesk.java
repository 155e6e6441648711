package dev.aurora.service.build;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.process.Waiting;
import dev.aurora.service.rollout.BuildId;
import dev.aurora.workflows.rollout.BuildAction;
import dev.aurora.workflows.rollout.BuildActivities;
import dev.aurora.workflows.rollout.BuildAnswer;
import dev.aurora.workflows.rollout.BuildCommand;
import dev.aurora.workflows.rollout.BuildView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves new executions from build to build, whoever asks: workflow or API. What is asked is in the
 * books before the server is told, and what came of it afterwards.
 */
@ApplicationScoped
public class BuildDesk implements BuildActivities {

  private static final Logger LOG = LoggerFactory.getLogger(BuildDesk.class);

  /** A worker that began a moment ago is not known to the server yet. */
  private static final Duration ALIVE_PATIENCE = Duration.ofSeconds(3);

  private static final Duration ROUTED_PATIENCE = Duration.ofSeconds(15);
  private static final Duration POLL = Duration.ofMillis(100);

  private final Deployment deployment;
  private final BuildStore store;
  private final BuildLog log;
  private final BuildId own;

  @Inject
  public BuildDesk(Deployment deployment, BuildStore store, BuildLog log, BuildId own) {
    this.deployment = deployment;
    this.store = store;
    this.log = log;
    this.own = own;
  }

  /** For the client proxy. */
  protected BuildDesk() {
    this(unread(), unread(), unread(), unread());
  }

  @Override
  public synchronized BuildAnswer apply(BuildCommand command) {
    List<BuildChange> before = log.all();
    List<BuildChange> said =
        before.stream().filter(row -> row.commandId().equals(command.commandId())).toList();
    if (!said.isEmpty() && said.getLast().phase() != BuildChange.Phase.ASKED) {
      return answer(command, said.getLast());
    }
    Routing seen = deployment.routing();
    BuildPlan plan =
        said.isEmpty()
            ? BuildPlan.of(command, seen, before, own.text())
            : BuildPlan.again(said.getLast(), seen);
    BuildLog.Entry entry = entry(command, plan);
    BuildChange asked = log.add(entry, seen);
    BuildChange done = carryOut(plan, entry, asked);
    LOG.warn("builds: {}: {}", command, done);
    return answer(command, done);
  }

  private BuildChange carryOut(BuildPlan plan, BuildLog.Entry entry, BuildChange asked) {
    return switch (plan) {
      case BuildPlan.Stands stands ->
          log.add(entry.as(BuildChange.Phase.DONE, stands.detail()), deployment.routing());
      case BuildPlan.Refused refused -> refuse(entry, refused.detail());
      case BuildPlan.Unramp unramp ->
          tell(entry, asked, unramp, now -> deployment.ramp(null, 0, now));
      case BuildPlan.Current to ->
          lives(to.build())
              ? tell(entry, asked, to, now -> deployment.makeCurrent(to.build(), now))
              : refuse(entry, dead(to.build()));
      case BuildPlan.Ramp to ->
          lives(to.build())
              ? tell(entry, asked, to, now -> deployment.ramp(to.build(), to.percent(), now))
              : refuse(entry, dead(to.build()));
    };
  }

  /**
   * Tells the server, unless something newer was asked. The routing is read before the books: a
   * change that the look into the books is too early for moves the routing, and the server refuses
   * what was worked out on an older one.
   */
  private BuildChange tell(
      BuildLog.Entry entry, BuildChange asked, BuildPlan plan, Consumer<Routing> change) {
    // Read again: the look for living workers took its time.
    Routing now = deployment.routing();
    Optional<BuildChange> newer = BuildPlan.newer(asked, log.all());
    if (newer.isPresent()) {
      return refuse(entry, BuildPlan.overtaken(newer.orElseThrow()));
    }
    change.accept(now);
    return routed(entry, plan.detail());
  }

  private BuildChange refuse(BuildLog.Entry entry, String why) {
    return log.add(entry.as(BuildChange.Phase.REFUSED, why), deployment.routing());
  }

  @Override
  public BuildView read() {
    Routing now = deployment.routing();
    Set<String> alive = now.versions().isEmpty() ? Set.of() : deployment.alive();
    List<BuildView.Row> rows =
        now.versions().stream()
            .map(
                version ->
                    new BuildView.Row(
                        version.build(),
                        version.status(),
                        alive.contains(version.build()),
                        store.sound(version.build()).isPresent(),
                        deployment.running(version.build())))
            .toList();
    return new BuildView(
        log.all().size(),
        deployment.name(),
        now.current(),
        now.ramping(),
        now.percent(),
        own.text(),
        rows,
        store.bytes());
  }

  /**
   * What a command would do, without doing it: one sentence each.
   *
   * @param build null = the one that ramps, else our own
   */
  public List<String> preview(BuildAction action, int percent, @Nullable String build) {
    BuildCommand asked = new BuildCommand("preview", action, build, percent, "-", "-", "api");
    return BuildPlan.of(asked, deployment.routing(), log.all(), own.text()).sentences();
  }

  /** The build that ramps now. */
  public Optional<BuildRamp> ramp() {
    Routing now = deployment.routing();
    String build = now.ramping();
    return build == null
        ? Optional.empty()
        : Optional.of(new BuildRamp(build, log.all().size(), now.rampingSince()));
  }

  /** Workflow ids of executions that began on a build, as far as the server's list knows them. */
  public List<String> begunOn(String build, Instant since) {
    return deployment.begunOn(build, since);
  }

  /** Every row there ever was, the newest first. */
  public List<BuildChange> history() {
    return log.all().reversed();
  }

  /**
   * Takes the first build of an installation for all executions. An installation that is nobody's
   * but this process's takes the build that runs it, whatever it took before.
   *
   * @param always whether it is such an installation: a demo, a drill
   */
  public synchronized void first(boolean always) {
    Routing seen = deployment.routing();
    if (own.text().equals(seen.current()) || seen.current() != null && !always) {
      return;
    }
    BuildLog.Entry entry =
        new BuildLog.Entry(
            "first/" + own.text() + "/" + (log.all().size() + 1),
            BuildChange.Phase.ASKED,
            BuildChange.Action.FIRST,
            own.text(),
            0,
            "",
            "service",
            seen.current() == null
                ? "no build was current"
                : "this installation is a demo or drill",
            "start");
    log.add(entry, seen);
    deployment.makeFirst(own.text(), seen);
    log.add(
        entry.as(BuildChange.Phase.DONE, own.text() + " is current"), seen.withCurrent(own.text()));
  }

  private BuildChange routed(BuildLog.Entry entry, String detail) {
    boolean complete = Waiting.until(() -> deployment.routing().complete(), ROUTED_PATIENCE, POLL);
    String all =
        complete ? detail : detail + "; parts of the server do not act on it yet: look again";
    return log.add(entry.as(BuildChange.Phase.DONE, all), deployment.routing());
  }

  private boolean lives(String build) {
    return Waiting.until(() -> deployment.alive().contains(build), ALIVE_PATIENCE, POLL);
  }

  private static String dead(String build) {
    return "no worker of build "
        + build
        + " has asked for work in the last "
        + Deployment.ALIVE.toSeconds()
        + " s: what takes it would wait for ever";
  }

  private static BuildLog.Entry entry(BuildCommand command, BuildPlan plan) {
    return new BuildLog.Entry(
        command.commandId(),
        BuildChange.Phase.ASKED,
        BuildChange.Action.valueOf(command.action().name()),
        plan.build(),
        command.percent(),
        "",
        command.by(),
        command.reason(),
        command.source());
  }

  private BuildAnswer answer(BuildCommand command, BuildChange row) {
    return new BuildAnswer(
        command.commandId(), row.phase() == BuildChange.Phase.DONE, row.detail(), read());
  }
}
