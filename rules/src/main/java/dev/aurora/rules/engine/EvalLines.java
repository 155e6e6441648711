package dev.aurora.rules.engine;

import dev.aurora.rules.json.FactsLine;
import dev.aurora.rules.json.FactsReader;
import dev.aurora.rules.json.VerdictWriter;
import dev.aurora.rules.language.ProblemPrinter;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * {@code aurora rules eval}: JSON lines of facts in, one verdict a line out in the same order.
 * Pure: nothing but the lines and the engine decides, no clock but the facts' own.
 */
public final class EvalLines {

  /** Every line was answered. */
  public static final int EXIT_DONE = 0;

  /** A line couldn't be read; its error row stands in its place. */
  public static final int EXIT_BAD_INPUT = 2;

  private final PolicyEngine engine;
  private final @Nullable String reproduce;
  private final FactsReader reader = new FactsReader();
  private final VerdictWriter writer = new VerdictWriter();

  /**
   * @param reproduce the command that gives the verdicts again, written into each; may be null
   */
  public EvalLines(PolicyEngine engine, @Nullable String reproduce) {
    this.engine = engine;
    this.reproduce = reproduce;
  }

  /**
   * Reads a policy and answers line by line with it. The verdicts don't depend on the machine: no
   * time budget runs.
   *
   * @param messages takes the problems of a policy that can't be used
   * @return the exit code; {@link #EXIT_BAD_INPUT} without a row when the policy can't be used
   */
  public static int run(
      Path rules, EngineKind kind, InputStream in, OutputStream out, Appendable messages)
      throws IOException {
    LoadResult result = RuleSetLoader.shipped().load(rules);
    return switch (result) {
      case LoadResult.Refused refused -> {
        messages.append(new ProblemPrinter(refused.files()).print(refused.problems()));
        yield EXIT_BAD_INPUT;
      }
      case LoadResult.Loaded loaded -> {
        String reproduce = "aurora rules eval --rules " + rules + " --facts -";
        try (PolicyEngine engine = kind.engine(loaded.ruleSet(), EngineSettings.untimed())) {
          yield new EvalLines(engine, reproduce).run(in, out);
        }
      }
    };
  }

  /**
   * Answers line by line, so that a stream of any length runs in constant memory. Blank lines are
   * left out. Neither stream is closed.
   *
   * @return the exit code
   */
  public int run(InputStream in, OutputStream out) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    BufferedWriter rows = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    int exit = EXIT_DONE;
    long number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (!line.isBlank()) {
        FactsLine read = reader.read(line);
        rows.write(row(read, number));
        rows.write('\n');
        exit = read instanceof FactsLine.Unreadable ? EXIT_BAD_INPUT : exit;
        if (!lines.ready()) {
          // Whoever feeds line by line waits for the answer.
          rows.flush();
        }
      }
    }
    rows.flush();
    return exit;
  }

  private String row(FactsLine line, long number) {
    return switch (line) {
      case FactsLine.Readable readable -> writer.line(engine.answer(readable), reproduce);
      case FactsLine.Unreadable unreadable -> writer.errorLine(unreadable, number);
    };
  }
}
