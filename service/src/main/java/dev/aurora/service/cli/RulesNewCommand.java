package dev.aurora.service.cli;

import dev.aurora.rules.draft.ControlDraft;
import dev.aurora.rules.draft.NewControl;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aurora rules new}: a control of an officer's own, with cases, in MONITOR. */
@Command(
    name = "new",
    description = {
      "Make a control of your own, in MONITOR: its rule and its cases.",
      "It records what it would deny, and denies nothing. What is not given is asked for.",
      "Writes nothing when the condition has a mistake."
    },
    footer = {
      "",
      "Example:",
      "  aurora rules new bank-shares-late --name \"Deny bank shares late in the day\" \\",
      "    --when 'opener, sector in (\"BANK\", \"INSURANCE\"), secondsToClose < 300' \\",
      "    --why \"Bank shares move most in the last five minutes.\"",
      "`aurora rules fields` lists what a condition may read."
    })
final class RulesNewCommand implements Callable<Integer> {

  private final Invocation invocation;

  @Parameters(
      arity = "0..1",
      paramLabel = "ID",
      description = "Name of the control: small letters and hyphens, such as bank-shares-late.")
  private @Nullable String id;

  @Option(
      names = "--name",
      paramLabel = "SENTENCE",
      description = "What the rule does, such as \"Deny bank shares late in the day\".")
  private @Nullable String name;

  @Option(
      names = "--when",
      paramLabel = "CONDITION",
      description = "When an order is denied, such as 'opener, orderValue > 50000'.")
  private @Nullable String when;

  @Option(
      names = "--why",
      paramLabel = "TEXT",
      description = "Why it exists: what a colleague will believe in a year.")
  private @Nullable String why;

  @Option(
      names = "--owner",
      defaultValue = "risk",
      paramLabel = "WHO",
      description = "Who answers for it (default: ${DEFAULT-VALUE}).")
  private String owner = "risk";

  @Option(
      names = "--source",
      paramLabel = "TEXT",
      description = "Regulation or decision it follows (default: proposed by the owner today).")
  private @Nullable String source;

  @Option(names = "--rules", paramLabel = "DIR", description = "The policy's folder.")
  private @Nullable Path folder;

  private @Nullable BufferedReader answers;

  RulesNewCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws IOException {
    Path policy = new PolicyFolder(invocation).of(folder);
    NewControl control =
        new NewControl(
            answer(id, "ID", "Name of the control, such as bank-shares-late"),
            answer(name, "--name", "What the rule does, in a sentence"),
            answer(when, "--when", "When an order is denied, such as opener, orderValue > 50000"),
            answer(why, "--why", "Why it exists"),
            owner,
            source == null ? "Proposed by " + owner + " on " + today() : source);
    return switch (ControlDraft.write(policy, control)) {
      case ControlDraft.Result.Refused refused -> {
        refused(refused);
        yield ExitCode.USAGE;
      }
      case ControlDraft.Result.Written written -> {
        written(policy, control, written);
        yield ExitCode.DONE;
      }
    };
  }

  private LocalDate today() {
    return LocalDate.ofInstant(invocation.clock().instant(), ZoneOffset.UTC);
  }

  /** What was given, else what a person at a terminal types. */
  private String answer(@Nullable String given, String option, String question) throws IOException {
    if (given != null && !given.isBlank()) {
      return given.strip();
    }
    if (invocation.output().terminal()) {
      invocation.output().progress(question + ":");
      if (answers == null) {
        answers =
            new BufferedReader(new InputStreamReader(invocation.input(), StandardCharsets.UTF_8));
      }
      String typed = answers.readLine();
      if (typed != null && !typed.isBlank()) {
        return typed.strip();
      }
    }
    throw new UsageError(
        Problem.of(
                "answer-missing",
                "A new control needs " + option + ": " + question + ".",
                "Give " + option + ". See `aurora rules new --help`.")
            .at(option));
  }

  private void refused(ControlDraft.Result.Refused refused) {
    Output output = invocation.output();
    if (output.json()) {
      output.document(
          Map.of("problems", refused.problems().stream().map(RulesCheckCommand::row).toList()));
    }
    output.message(refused.text().stripTrailing());
  }

  private void written(Path policy, NewControl control, ControlDraft.Result.Written written) {
    Output output = invocation.output();
    if (output.json()) {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("control", control.id());
      answer.put("files", written.files().stream().map(file -> policy + "/" + file).toList());
      answer.put("cases", written.cases());
      answer.put("breaking", written.breaking());
      output.document(answer);
      return;
    }
    written.files().forEach(file -> output.line("wrote " + policy.resolve(file)));
    output.line("");
    output.line(
        "The rule is in MONITOR: it records what it would have denied, and denies nothing.");
    output.line(
        written.breaking()
            ? "%d cases were found by trying. Read them: is that what you mean?"
                .formatted(written.cases())
            : "No order was found that the rule matches: write one into the cases.");
    output.line("");
    output.line("Next:");
    output.line("  aurora rules test        the cases of all controls, these among them");
    output.line("  aurora rules propose     when you are content; another person approves");
  }
}
