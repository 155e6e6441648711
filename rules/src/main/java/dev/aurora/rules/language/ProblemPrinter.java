package dev.aurora.rules.language;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Shows problems to a person: place, line with a caret, sentence, suggestion, page. */
public final class ProblemPrinter {

  private final Map<String, SourceFile> files;

  public ProblemPrinter(List<SourceFile> files) {
    this.files = files.stream().collect(Collectors.toMap(SourceFile::path, Function.identity()));
  }

  /** All problems, an empty line between two. */
  public String print(List<Problem> problems) {
    return problems.stream().map(this::print).collect(Collectors.joining("\n"));
  }

  /** One problem, closed by a line end. */
  public String print(Problem problem) {
    StringBuilder out = new StringBuilder();
    out.append(
        "%s:%d:%d: %s %s\n"
            .formatted(
                problem.file(),
                problem.line(),
                problem.column(),
                problem.severity() == Severity.ERROR ? "error" : "warning",
                problem.code().id()));
    SourceFile file = files.get(problem.file());
    String line = file == null ? "" : file.line(problem.line());
    if (!line.isBlank()) {
      out.append("    ").append(line.stripTrailing()).append('\n');
      out.append("    ").append(caret(line, problem)).append('\n');
    }
    out.append("  ").append(problem.message()).append('\n');
    if (!problem.suggestion().isEmpty()) {
      out.append("  ").append(problem.suggestion()).append('\n');
    }
    out.append("  See ").append(problem.page()).append('\n');
    return out.toString();
  }

  /** Keeps tabs, so that the caret stands below its place however wide they are shown. */
  private static String caret(String line, Problem problem) {
    StringBuilder caret = new StringBuilder();
    for (int i = 0; i < problem.column() - 1; i++) {
      caret.append(i < line.length() && line.charAt(i) == '\t' ? '\t' : ' ');
    }
    int end = Math.min(problem.endColumn(), Math.max(line.length() + 1, problem.column() + 1));
    return caret.append("^".repeat(Math.max(1, end - problem.column()))).toString();
  }
}
