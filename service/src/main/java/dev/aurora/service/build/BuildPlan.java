package dev.aurora.service.build;

import dev.aurora.workflows.rollout.BuildCommand;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a command would make of the routing. */
sealed interface BuildPlan {

  /** All new executions take it. */
  record Current(String build) implements BuildPlan {

    @Override
    public String detail() {
      return "new executions take build " + build;
    }
  }

  /** A share of new executions takes it. */
  record Ramp(String build, int percent) implements BuildPlan {

    @Override
    public String detail() {
      return percent + " % of new executions take build " + build;
    }
  }

  /** None takes a ramping build any more. */
  record Unramp(String build) implements BuildPlan {

    @Override
    public String detail() {
      return "no new execution takes build " + build + " any more";
    }
  }

  /** The server routes so already. */
  record Stands(@Nullable String build, String detail) implements BuildPlan {}

  /** It is not done, and why. */
  record Refused(@Nullable String build, String detail) implements BuildPlan {}

  /** What it is about; null = no build. */
  @Nullable String build();

  /** One sentence for a person. */
  String detail();

  /** Works it out; whether the build lives is looked at later. */
  static BuildPlan of(BuildCommand command, Routing now, List<BuildChange> log, String own) {
    String asked = command.build();
    if (command.by().isBlank() || command.reason().isBlank()) {
      return new Refused(asked, "a change of the build names a person and a reason");
    }
    return switch (command.action()) {
      case ADVANCE -> advance(target(asked, now, own), now);
      case RAMP -> ramp(command.percent(), asked, now, own);
      case ROLLBACK -> rollback(now, log);
    };
  }

  /** What it does and does not, said before it is done. */
  default List<String> sentences() {
    return List.of(
        (this instanceof Refused ? "Refused: " : "") + detail() + ".",
        "What runs stays on the build that it began on, and is served to its end.",
        "Activities, checks, books and the last step before the wire are those of the service that"
            + " runs; only which steps an execution takes goes with the build.",
        "It lifts no kill and no breaker's latch, cancels nothing and re-sends nothing.");
  }

  private static BuildPlan advance(String target, Routing now) {
    return target.equals(now.current())
        ? new Stands(target, "build " + target + " is current already")
        : new Current(target);
  }

  private static BuildPlan ramp(int percent, @Nullable String asked, Routing now, String own) {
    if (percent < 0 || percent > 100) {
      return new Refused(asked, "a ramp is a whole number from 0 to 100, not " + percent);
    }
    if (percent == 0) {
      return unramp(now);
    }
    String target = target(asked, now, own);
    if (now.current() == null) {
      return new Refused(target, "no build is current: advance one first");
    }
    return target.equals(now.current())
        ? new Refused(target, "build " + target + " is current: all take it")
        : new Ramp(target, percent);
  }

  private static BuildPlan unramp(Routing now) {
    return now.ramping() == null
        ? new Stands(null, "no build ramps")
        : new Unramp(Objects.requireNonNull(now.ramping()));
  }

  private static BuildPlan rollback(Routing now, List<BuildChange> log) {
    if (now.ramping() != null) {
      return unramp(now);
    }
    Optional<String> before = previous(now, log);
    return before.isPresent()
        ? new Current(before.orElseThrow())
        : new Refused(null, "no build was current before this one");
  }

  /**
   * The build to go back to: the one that the current one took over from. Going back twice never
   * comes forward again.
   */
  static Optional<String> previous(Routing now, List<BuildChange> log) {
    Deque<String> line = new ArrayDeque<>();
    for (BuildChange row : log) {
      String current = row.current();
      if (row.settled() && current != null) {
        if (row.action() == BuildChange.Action.ROLLBACK && line.contains(current)) {
          while (!current.equals(line.peek())) {
            line.pop();
          }
        } else if (!current.equals(line.peek())) {
          line.push(current);
        }
      }
    }
    return line.stream().filter(build -> !build.equals(now.current())).findFirst();
  }

  private static String target(@Nullable String asked, Routing now, String own) {
    if (asked != null) {
      return asked;
    }
    return now.ramping() == null ? own : Objects.requireNonNull(now.ramping());
  }
}
