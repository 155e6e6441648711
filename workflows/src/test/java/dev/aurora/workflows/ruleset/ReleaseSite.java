package dev.aurora.workflows.ruleset;

import dev.aurora.workflows.SearchAttributes;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A worker with one release, and books that are played. */
public final class ReleaseSite implements AutoCloseable {

  public static final RuleReleaseInput INPUT =
      new RuleReleaseInput("sha256:r", "sha256:rules", "ann", "tighter", 0, 0);

  public final TestWorkflowEnvironment environment;
  final List<String> done = new CopyOnWriteArrayList<>();
  volatile RuleReleaseStage stage = RuleReleaseStage.PROPOSED;
  volatile String failing = "";
  volatile int notReadyFor;
  volatile int shadowLooks = Integer.MAX_VALUE;
  volatile @Nullable Duration lasts;
  private volatile @Nullable Instant until;

  public ReleaseSite() {
    TestEnvironmentOptions.Builder options = TestEnvironmentOptions.newBuilder();
    SearchAttributes.all()
        .forEach(key -> options.registerSearchAttribute(key.getName(), key.getValueType()));
    environment = TestWorkflowEnvironment.newInstance(options.build());
    Worker worker = environment.newWorker("q");
    worker.registerWorkflowImplementationTypes(RuleReleaseWorkflowImpl.class);
    worker.registerActivitiesImplementations(new Books());
    environment.start();
  }

  public WorkflowStub start(long shadowSeconds) {
    WorkflowStub release =
        environment
            .getWorkflowClient()
            .newUntypedWorkflowStub(
                "RuleRelease",
                WorkflowOptions.newBuilder()
                    .setTaskQueue("q")
                    .setWorkflowId("rules/" + INPUT.release())
                    .build());
    release.start(
        new RuleReleaseInput(
            INPUT.release(),
            INPUT.ruleSet(),
            INPUT.proposedBy(),
            INPUT.reason(),
            shadowSeconds,
            0));
    return release;
  }

  RuleReleaseAnswer send(WorkflowStub release, String update, Object payload) {
    return release.update(update, RuleReleaseAnswer.class, payload);
  }

  public void approve(WorkflowStub release) {
    send(release, "approve", Map.of("approvalId", "of bob"));
  }

  public RuleReleaseAnswer activate(WorkflowStub release) {
    return send(release, "activate", Map.of("approvalId", "of bob"));
  }

  /** The books have news: it came to this. */
  public void end(WorkflowStub release, RuleReleaseStage last) {
    stage = last;
    release.signal("refresh");
  }

  @Override
  public void close() {
    environment.close();
  }

  /** Does what it is told, in memory. */
  private final class Books implements RuleReleaseActivities {

    private RuleReleaseStep step(String word) {
      done.add(word);
      return new RuleReleaseStep(!failing.equals(word), word);
    }

    @Override
    public RuleReleaseStep check(String release) {
      return step("check");
    }

    @Override
    public RuleReleaseStep test(String release) {
      return step("test");
    }

    @Override
    public RuleReleaseStep replay(String release) {
      return step("replay");
    }

    @Override
    public RuleReleaseStep beginShadow(String release) {
      return step("beginShadow");
    }

    @Override
    public RuleReleaseStep shadow(String release) {
      done.add("shadow");
      return new RuleReleaseStep(--shadowLooks > 0, "shadow");
    }

    @Override
    public RuleReleaseStep endShadow(String release) {
      return step("endShadow");
    }

    private RuleReleaseAnswer answer(RuleReleaseCommand command, RuleReleaseStage then) {
      if (!command.approvalId().equals("of bob")) {
        return new RuleReleaseAnswer(RuleReleaseAnswer.Outcome.REFUSED, "no such approval");
      }
      stage = then;
      return new RuleReleaseAnswer(RuleReleaseAnswer.Outcome.DONE, then.name());
    }

    @Override
    public RuleReleaseAnswer approve(RuleReleaseCommand command) {
      done.add("approve");
      return answer(command, RuleReleaseStage.APPROVED);
    }

    @Override
    public RuleReleaseAnswer activate(RuleReleaseCommand command) {
      done.add("activate");
      if (notReadyFor > 0) {
        notReadyFor--;
        return new RuleReleaseAnswer(RuleReleaseAnswer.Outcome.NOT_YET, "not ready");
      }
      Duration time = lasts;
      if (time != null) {
        until = Instant.ofEpochMilli(environment.currentTimeMillis()).plus(time);
      }
      return answer(command, RuleReleaseStage.IN_FORCE);
    }

    @Override
    public RuleReleaseAnswer revert(RuleReleaseCommand command) {
      done.add("revert");
      return answer(command, RuleReleaseStage.REVERTED);
    }

    @Override
    public RuleReleaseView look(String release) {
      Instant end = until;
      boolean over =
          end != null && !Instant.ofEpochMilli(environment.currentTimeMillis()).isBefore(end);
      if (over && stage == RuleReleaseStage.IN_FORCE) {
        stage = RuleReleaseStage.EXPIRED;
      }
      return new RuleReleaseView(
          stage, stage == RuleReleaseStage.IN_FORCE ? end : null, List.of(), stage.name());
    }

    @Override
    public RuleReleaseView lapse(String release) {
      stage = RuleReleaseStage.LAPSED;
      return look(release);
    }
  }
}
