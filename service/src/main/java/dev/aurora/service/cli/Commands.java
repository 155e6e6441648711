package dev.aurora.service.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Every command, in the order of the help. A command's class is loaded only when it is the one that
 * runs: that keeps {@code aurora --help} quick however many there are. To add one, write its class
 * (a picocli {@code @Command} and a {@code Callable<Integer>} with a constructor that takes an
 * {@link Invocation}) and a line here.
 */
final class Commands {

  static final List<Entry> ALL =
      List.of(
          new Entry("demo", "The main job on real bars, on books of its own.", DemoCommand::new),
          new Entry("up", "Start the service and the embedded Temporal server.", UpCommand::new),
          new Entry("down", "Stop both; what they stored stays.", DownCommand::new),
          new Entry("run", "Make decision runs and watch them.", RunCommand::new),
          new Entry("orders", "Submit, check, list, cancel single orders.", OrdersCommand::new),
          new Entry(
              "rules",
              "Write, check, test and explain the policy.",
              invocation -> new RulesCommand()),
          new Entry("gates", "Judge a run's artifacts, or list the gates.", GatesCommand::new),
          new Entry("scorecard", "Whether Aurora is ready, by evidence.", ScorecardCommand::new),
          new Entry("drill", "Show that what protects you would notice.", DrillCommand::new),
          new Entry("kill", "Stop trading, or say whether it is stopped.", KillCommand::new),
          new Entry("persons", "Say who may act, and give tokens.", PersonsCommand::new),
          new Entry("rollout", "Which stage new executions take.", RolloutCommand::new),
          new Entry(
              "promote", "From shadow to paper to live, by two persons.", PromoteCommand::new),
          new Entry("reconcile", "Compare books and broker now.", ReconcileCommand::new),
          new Entry("audit", "Verify recorded decisions and receipts.", AuditCommand::new),
          new Entry("status", "Say what runs, and where.", StatusCommand::new),
          new Entry(
              "doctor",
              "Check everything that Aurora needs, and say what to do.",
              DoctorCommand::new));

  private Commands() {}

  static Optional<Entry> named(String name) {
    return ALL.stream().filter(entry -> entry.name().equals(name)).findFirst();
  }

  /**
   * One command.
   *
   * @param name what is typed
   * @param summary its line in the help of {@code aurora}
   * @param create makes the picocli command object
   */
  record Entry(String name, String summary, Function<Invocation, Object> create) {}
}
