package dev.aurora.service.ramp;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.build.BuildDesk;
import dev.aurora.service.build.BuildRamp;
import dev.aurora.service.rollout.RolloutDesk;
import dev.aurora.service.rollout.StageRamp;
import dev.aurora.workflows.rollout.BuildAction;
import dev.aurora.workflows.rollout.BuildAnswer;
import dev.aurora.workflows.rollout.BuildCommand;
import dev.aurora.workflows.rollout.PathReading;
import dev.aurora.workflows.rollout.RolloutAction;
import dev.aurora.workflows.rollout.RolloutAnswer;
import dev.aurora.workflows.rollout.RolloutCommand;
import dev.aurora.workflows.rollout.RolloutWatchActivities;
import dev.aurora.workflows.rollout.WatchReport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at whatever ramps, and ramps to zero what is red: the rollout's workflow asks every few
 * seconds while something does. Each change names the figures that caused it, in the books.
 */
@ApplicationScoped
public class RampWatch implements RolloutWatchActivities {

  private static final Logger LOG = LoggerFactory.getLogger(RampWatch.class);
  private static final String SOURCE = "metrics";
  private static final String WHO = "aurora (ramp watch)";

  private final RolloutDesk stages;
  private final BuildDesk builds;
  private final RampBooks books;
  private final Path limits;

  /** The newest look, for whoever asks. */
  private volatile WatchReport last = WatchReport.NONE;

  /**
   * @param limits file of the limits, read at every look
   */
  @Inject
  public RampWatch(RolloutDesk stages, BuildDesk builds, RampBooks books, RampLimitsFile limits) {
    this.stages = stages;
    this.builds = builds;
    this.books = books;
    this.limits = limits.path();
  }

  /** For the client proxy. */
  protected RampWatch() {
    this(unread(), unread(), unread(), new RampLimitsFile(Path.of("")));
  }

  @Override
  public WatchReport look() {
    List<PathReading> readings = new ArrayList<>();
    stages.ramps().forEach(ramp -> readings.add(watch(ramp)));
    watchBuild().ifPresent(readings::add);
    last = new WatchReport(readings);
    return last;
  }

  /** The newest look of this process; without readings before the first. */
  public WatchReport last() {
    return last;
  }

  private PathReading watch(StageRamp ramp) {
    String path =
        "stage "
            + ramp.to().word()
            + (ramp.account() == null ? "" : " of " + ramp.account())
            + (ramp.strategy() == null ? "" : " of " + ramp.strategy());
    PathReading reading =
        read(
            path,
            ramp.since(),
            ramp.account(),
            ramp.strategy(),
            order -> order.stage() == ramp.to(),
            order -> order.stage() == ramp.from());
    return reading.red() ? reading.and(toZero(ramp, reading)) : reading;
  }

  /** What can't be read of the builds keeps no stage from being watched. */
  private Optional<PathReading> watchBuild() {
    Optional<BuildRamp> ramp;
    try {
      ramp = builds.ramp();
    } catch (RuntimeException unreadable) {
      LOG.error("whether a build ramps can't be read", unreadable);
      return Optional.of(RampMetrics.unreadable("builds", unreadable));
    }
    return ramp.map(this::watch);
  }

  private PathReading watch(BuildRamp ramp) {
    String path = "build " + ramp.build();
    PathReading reading;
    try {
      Set<String> begun =
          builds.begunOn(ramp.build(), ramp.since()).stream()
              .flatMap(id -> BooksKeys.of(id).stream())
              .collect(Collectors.toSet());
      Predicate<RampOrder> fresh =
          order ->
              begun.contains(order.clientOrderId())
                  || begun.contains(BooksKeys.ofRun(order.runKey()));
      reading = read(path, ramp.since(), null, null, fresh, fresh.negate());
    } catch (RuntimeException unreadable) {
      reading = RampMetrics.unreadable(path, unreadable);
    }
    return reading.red() ? reading.and(toZero(ramp, reading)) : reading;
  }

  private PathReading read(
      String path,
      Instant since,
      @Nullable String account,
      @Nullable String strategy,
      Predicate<RampOrder> fresh,
      Predicate<RampOrder> old) {
    try {
      RampLimits allowed = RampLimits.load(limits);
      List<RampOrder> recent = books.orders(since, null, account, strategy);
      List<RampOrder> tried = recent.stream().filter(fresh).toList();
      List<RampOrder> against = recent.stream().filter(fresh.negate()).filter(old).toList();
      if (against.isEmpty()) {
        // Everything ramps: what the old path did before it.
        against =
            books.orders(null, since, account, strategy).stream()
                .filter(fresh.negate())
                .filter(old)
                .toList();
      }
      return RampMetrics.of(path, tried, against, books.openBreaks(since, account), allowed);
    } catch (IOException | RuntimeException unreadable) {
      LOG.error("the metrics of {} can't be read", path, unreadable);
      return RampMetrics.unreadable(path, unreadable);
    }
  }

  private String toZero(StageRamp ramp, PathReading reading) {
    RolloutAnswer answer =
        stages.apply(
            new RolloutCommand(
                "watch/stage/" + ramp.revision(),
                RolloutAction.RAMP,
                0,
                ramp.account(),
                ramp.strategy(),
                WHO,
                reason(reading),
                SOURCE));
    return answer.done() ? "ramped to 0 %" : "not ramped down: " + answer.detail();
  }

  private String toZero(BuildRamp ramp, PathReading reading) {
    BuildAnswer answer =
        builds.apply(
            new BuildCommand(
                "watch/build/" + ramp.revision() + "/" + ramp.since(),
                BuildAction.RAMP,
                null,
                0,
                WHO,
                reason(reading),
                SOURCE));
    return answer.done() ? "ramped to 0 %" : "not ramped down: " + answer.detail();
  }

  private static String reason(PathReading reading) {
    String text = "red by itself: " + reading.sentence();
    return text.length() <= 1000 ? text : text.substring(0, 1000);
  }
}
