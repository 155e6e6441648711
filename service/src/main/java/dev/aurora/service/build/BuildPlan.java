package dev.aurora.service.build;

import dev.aurora.workflows.rollout.BuildAction;
import dev.aurora.workflows.rollout.BuildCommand;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
    boolean ramp = command.action() == BuildAction.RAMP;
    Optional<BuildPlan> refused =
        meaningless(command.by(), command.reason(), ramp ? command.percent() : 0, asked);
    return refused.isPresent()
        ? refused.orElseThrow()
        : switch (command.action()) {
          case ADVANCE -> advance(target(asked, now, own), now);
          case RAMP ->
              command.percent() == 0
                  ? unramp(now)
                  : ramp(command.percent(), target(asked, now, own), now);
          case ROLLBACK -> rollback(now, log);
        };
  }

  /**
   * What is left to do of a command that was noted and has no outcome: whoever did it was cut off,
   * perhaps after the server was told. It stays about the build that it was about; worked out anew,
   * a rollback that was done would go back from where it came to.
   *
   * @param asked the row that was noted before the server was told
   */
  static BuildPlan again(BuildChange asked, Routing now) {
    String build = asked.build();
    boolean ramp = asked.action() == BuildChange.Action.RAMP;
    Optional<BuildPlan> refused =
        meaningless(asked.by(), asked.reason(), ramp ? asked.percent() : 0, build);
    if (refused.isPresent()) {
      return refused.orElseThrow();
    }
    if (build == null) {
      return ramp ? new Stands(null, "no build ramps") : noneBefore();
    }
    if (ramp && asked.percent() > 0) {
      boolean stands = build.equals(now.ramping()) && asked.percent() == now.percent();
      return stands
          ? new Stands(build, "build " + build + " ramps so already")
          : ramp(asked.percent(), build, now);
    }
    boolean back = asked.action() == BuildChange.Action.ROLLBACK;
    if (ramp || back && build.equals(asked.ramping())) {
      return build.equals(now.ramping())
          ? new Unramp(build)
          : new Stands(build, "build " + build + " ramps no more");
    }
    return advance(build, now);
  }

  /**
   * The last change that was asked for, or found, after this one: a person who asked later knew of
   * more. Repeated after a rollback, what was cut off would go forward to the build that was left.
   * That a ramp has ended meanwhile keeps no step back from going on.
   */
  static Optional<BuildChange> newer(BuildChange asked, List<BuildChange> log) {
    Set<String> refused =
        log.stream()
            .filter(row -> row.phase() == BuildChange.Phase.REFUSED)
            .map(BuildChange::commandId)
            .collect(Collectors.toSet());
    return log.stream()
        .filter(row -> row.revision() > asked.revision())
        .filter(row -> !row.commandId().equals(asked.commandId()))
        .filter(row -> row.action() != BuildChange.Action.RETIRE)
        .filter(row -> !refused.contains(row.commandId()))
        .filter(row -> !(back(asked) && endsRamp(row)))
        .reduce((first, second) -> second);
  }

  /** Why it is refused. */
  static String overtaken(BuildChange newer) {
    return "%s of %s (change %d, %s) is newer: ask again if you still want this one"
        .formatted(newer.action(), newer.by(), newer.revision(), newer.commandId());
  }

  private static boolean back(BuildChange row) {
    return row.action() == BuildChange.Action.ROLLBACK || endsRamp(row);
  }

  private static boolean endsRamp(BuildChange row) {
    return row.action() == BuildChange.Action.RAMP && row.percent() == 0;
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

  private static Optional<BuildPlan> meaningless(
      String by, String reason, int percent, @Nullable String build) {
    if (by.isBlank() || reason.isBlank()) {
      return Optional.of(new Refused(build, "a change of the build names a person and a reason"));
    }
    return percent < 0 || percent > 100
        ? Optional.of(new Refused(build, "a ramp is a whole number from 0 to 100, not " + percent))
        : Optional.empty();
  }

  private static BuildPlan ramp(int percent, String target, Routing now) {
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
    return before.isPresent() ? new Current(before.orElseThrow()) : noneBefore();
  }

  private static BuildPlan noneBefore() {
    return new Refused(null, "no build was current before this one");
  }

  /**
   * The build to go back to: the one that the current one took over from. Going back twice never
   * comes forward again, also when the way back was found on the server, or is not noted at all.
   */
  static Optional<String> previous(Routing now, List<BuildChange> log) {
    Deque<String> line = new ArrayDeque<>();
    for (BuildChange row : log) {
      String current = row.current();
      if (row.settled() && current != null) {
        if (!forward(row.action()) && line.contains(current)) {
          cut(line, current);
        } else if (!current.equals(line.peek())) {
          line.push(current);
        }
      }
    }
    String current = now.current();
    if (current != null && line.contains(current)) {
      cut(line, current);
    }
    return line.stream().filter(build -> !build.equals(current)).findFirst();
  }

  private static boolean forward(BuildChange.Action action) {
    return action == BuildChange.Action.FIRST || action == BuildChange.Action.ADVANCE;
  }

  private static void cut(Deque<String> line, String current) {
    while (!current.equals(line.peek())) {
      line.pop();
    }
  }

  private static String target(@Nullable String asked, Routing now, String own) {
    if (asked != null) {
      return asked;
    }
    return now.ramping() == null ? own : Objects.requireNonNull(now.ramping());
  }
}
