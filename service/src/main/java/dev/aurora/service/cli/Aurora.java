package dev.aurora.service.cli;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/**
 * The program {@code aurora}: finds the command, runs it, and turns what happened into an exit
 * code.
 */
@Command(
    name = "aurora",
    versionProvider = Version.class,
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Checks every order between a trading model and a broker against the rules that risk"
          + " officers write.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 did it, 1 the answer is no, 2 wrong use, 3 a dependency is missing.",
      "Examples:",
      "  aurora doctor           check this machine",
      "  aurora up               start the service",
      "  aurora status --json    what runs, for a script"
    })
public final class Aurora implements Runnable {

  private final Invocation invocation;

  @CommandLine.Spec private CommandSpec spec = CommandSpec.create();

  private Aurora(Invocation invocation) {
    this.invocation = invocation;
  }

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help and exit.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version and exit.")
  private boolean version;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "One JSON document on standard output, messages on standard error.")
  void json(boolean wanted) {
    invocation.output().useJson(wanted);
  }

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of an error.")
  void debug(boolean wanted) {
    invocation.output().useDebug(wanted);
  }

  /** {@code aurora} alone. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command.");
  }

  /** Runs the program. */
  public static void main(String[] arguments) {
    // Before the first logger exists: results are alone on standard output.
    if (System.getProperty("logback.configurationFile") == null) {
      System.setProperty("logback.configurationFile", "logback-cli.xml");
    }
    int exitCode = execute(Invocation.ofThisProcess(), arguments);
    System.out.flush();
    System.exit(exitCode);
  }

  /** Runs one command line and answers its {@link ExitCode}. */
  static int execute(Invocation invocation, String... arguments) {
    // Known before parsing, so that an error in parsing is rendered as asked.
    List<String> all = Arrays.asList(arguments);
    invocation.output().useJson(all.contains("--json"));
    invocation.output().useDebug(all.contains("--debug"));
    String[] asked = helpAsOption(arguments);
    CommandLine commandLine = commandLine(invocation, asked);
    Errors errors = new Errors(invocation.output());
    return commandLine
        .setParameterExceptionHandler((e, given) -> errors.wrongUse(e))
        .setExecutionExceptionHandler((e, command, result) -> errors.stopped(e))
        .execute(asked);
  }

  static CommandLine commandLine(Invocation invocation, String[] arguments) {
    CommandLine top = new CommandLine(new Aurora(invocation), new CommandFactory(invocation));
    Optional<Commands.Entry> chosen =
        Arrays.stream(arguments)
            .filter(argument -> !argument.startsWith("-"))
            .findFirst()
            .flatMap(Commands::named);
    for (Commands.Entry entry : Commands.ALL) {
      if (chosen.isEmpty()) {
        // For the list in the help and the suggestions: a name and a line, no class.
        CommandSpec shown = CommandSpec.create();
        shown.usageMessage().description(entry.summary());
        top.addSubcommand(entry.name(), shown);
      } else if (chosen.get() == entry) {
        top.addSubcommand(entry.name(), entry.create().apply(invocation));
      }
    }
    Ansi colours = invocation.output().terminal() ? Ansi.ON : Ansi.OFF;
    return top.registerConverter(LocalDate.class, Aurora::date)
        .setColorScheme(CommandLine.Help.defaultColorScheme(colours))
        .setOut(invocation.output().outWriter())
        .setErr(invocation.output().errWriter())
        .setUsageHelpAutoWidth(invocation.output().terminal());
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException("'" + text + "' is no date such as 2013-02-27");
    }
  }

  /** {@code aurora help rules} is {@code aurora rules --help}. */
  private static String[] helpAsOption(String[] arguments) {
    if (arguments.length == 0 || !arguments[0].equals("help")) {
      return arguments;
    }
    String[] asked = Arrays.copyOfRange(arguments, 1, arguments.length + 1);
    asked[asked.length - 1] = "--help";
    return asked;
  }
}
