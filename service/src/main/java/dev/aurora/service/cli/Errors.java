package dev.aurora.service.cli;

import dev.aurora.service.app.KnownFailures;
import dev.aurora.service.problem.DependencyError;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.RefusedError;
import dev.aurora.service.problem.UsageError;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what stopped a command, as text or as JSON on standard error, and picks the exit code. */
final class Errors {

  private static final int SUGGESTIONS_MAX = 3;

  private final Output output;

  Errors(Output output) {
    this.output = output;
  }

  /** Arguments that picocli refuses. */
  int wrongUse(ParameterException e) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    List<String> similar =
        e instanceof UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions().stream().limit(SUGGESTIONS_MAX).toList()
            : List.of();
    String help = "See `" + name + " --help`.";
    String remedy =
        similar.isEmpty() ? help : "Did you mean " + String.join(" or ", similar) + "? " + help;
    String wrong = Objects.requireNonNullElse(e.getMessage(), "The arguments can't be read.");
    show("usage", Problem.of("arguments", wrong, remedy).at(name), e);
    return ExitCode.USAGE;
  }

  /** Whatever a command threw. */
  int stopped(Exception e) {
    Exception told = KnownFailures.in(e).map(Exception.class::cast).orElse(e);
    return switch (told) {
      case UsageError usage -> {
        show("usage", usage.problem(), usage);
        yield ExitCode.USAGE;
      }
      case RefusedError refused -> {
        show("refused", refused.problem(), refused);
        yield ExitCode.NO;
      }
      case DependencyError dependency -> {
        show("dependency", dependency.problem(), dependency);
        yield ExitCode.DEPENDENCY;
      }
      default -> {
        show(
            "defect",
            Problem.of(
                "defect",
                "Aurora failed in a way it should not: " + e,
                "This is a defect: nothing is known about the answer. Run it again with --debug and"
                    + " report what that shows."),
            e);
        yield ExitCode.DEFECT;
      }
    };
  }

  private void show(String kind, Problem problem, Exception cause) {
    output.message(output.json() ? json(kind, problem, cause) : text(problem, cause));
  }

  private String text(Problem problem, Exception cause) {
    StringBuilder text = new StringBuilder("error: ").append(problem.what());
    if (problem.where() != null) {
      text.append("\n  where:    ").append(problem.where());
    }
    if (problem.expected() != null) {
      text.append("\n  expected: ").append(problem.expected());
    }
    text.append("\n  to do:    ").append(problem.remedy());
    if (output.debug()) {
      text.append("\n").append(trace(cause));
    }
    return text.toString();
  }

  private String json(String kind, Problem problem, Exception cause) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("kind", kind);
    error.put("code", problem.code());
    error.put("what", problem.what());
    error.put("where", problem.where());
    error.put("expected", problem.expected());
    error.put("toDo", problem.remedy());
    if (output.debug()) {
      error.put("trace", trace(cause));
    }
    return Output.toJson(Map.of("error", error));
  }

  private static String trace(Exception cause) {
    StringWriter text = new StringWriter();
    cause.printStackTrace(new PrintWriter(text, true));
    return text.toString().stripTrailing();
  }
}
