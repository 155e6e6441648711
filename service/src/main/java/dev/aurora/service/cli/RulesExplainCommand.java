package dev.aurora.service.cli;

import dev.aurora.rules.cases.PolicyTests;
import dev.aurora.rules.engine.Explainer.RuleExplanation;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.explain.Explanation;
import dev.aurora.rules.explain.ExplanationText;
import dev.aurora.rules.explain.Explanations;
import dev.aurora.rules.json.FactsLine;
import dev.aurora.rules.json.FactsReader;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aurora rules explain}. Pure, but for a recorded decision, which the service has. */
@Command(
    name = "explain",
    description = {
      "Say why an order, event, case or recorded decision is answered as it is.",
      "What every rule and condition sees, how far it is from its limit, and the smallest change",
      "that would turn the answer. Exits 0 whatever the answer."
    },
    footer = {
      "",
      "Examples:",
      "  aurora rules explain \"order-value-max/a cent above is denied\"",
      "  aurora rules explain --facts order.json --only order-value-max",
      "  aurora rules explain --facts recorded.jsonl --line 17 --json",
      "  aurora rules explain --decision PAPER-1#17"
    })
final class RulesExplainCommand implements Callable<Integer> {

  private final Invocation invocation;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "CONTROL/CASE",
      description = "A case: its control, a slash and its name, or the beginning of its name.")
  private @Nullable String asked;

  @Option(
      names = "--facts",
      paramLabel = "FILE",
      description =
          "The facts of one order or event, as `rules eval` reads them; - for standard" + " input.")
  private @Nullable String facts;

  @Option(
      names = "--line",
      defaultValue = "1",
      paramLabel = "N",
      description = "Which line of --facts (default: ${DEFAULT-VALUE}).")
  private int line;

  @Option(
      names = "--decision",
      paramLabel = "ID",
      description = "A decision that the running service recorded.")
  private @Nullable String decision;

  @Option(names = "--only", paramLabel = "CONTROL", description = "Show its rules alone.")
  private @Nullable String only;

  @Option(names = "--rules", paramLabel = "DIR", description = "The policy's folder.")
  private @Nullable Path folder;

  RulesExplainCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws IOException {
    RuleSet policy = new PolicyFolder(invocation).ruleSet(folder);
    FactsLine.Readable about = about(policy);
    try (Explanations explanations = new Explanations(policy)) {
      Explanation explanation = explanations.explain(about);
      requireKnown(explanation);
      if (invocation.output().json()) {
        invocation.output().document(ExplanationDocument.of(explanation, this::isShown));
      } else {
        invocation.output().line(ExplanationText.of(explanation, this::isShown).stripTrailing());
      }
    }
    return ExitCode.DONE;
  }

  private boolean isShown(RuleExplanation rule) {
    return only == null || rule.rule().control().equals(only);
  }

  private void requireKnown(Explanation explanation) {
    if (explanation.rules().stream().noneMatch(this::isShown)) {
      throw new UsageError(
          Problem.of(
                  "control-unknown",
                  "No rule over such facts belongs to a control of that name.",
                  "`aurora rules list` shows them.")
              .at("--only " + only));
    }
  }

  private FactsLine.Readable about(RuleSet policy) throws IOException {
    long named = Stream.of(asked, facts, decision).filter(Objects::nonNull).count();
    if (named != 1) {
      throw new ParameterException(
          spec.commandLine(), "Name one thing to explain: a case, --facts or --decision.");
    }
    if (decision != null) {
      return recorded(policy, decision);
    }
    if (facts != null) {
      return readable(nth(facts), "line " + line + " of " + facts);
    }
    return CaseNamed.of(PolicyTests.casesOf(new PolicyFolder(invocation).of(folder)), asked)
        .facts();
  }

  /** The folder may hold other rules than those that decided: then that is said. */
  private FactsLine.Readable recorded(RuleSet policy, String id) {
    RecordedDecision found = RecordedDecision.of(invocation, id);
    if (!found.ruleSet().equals(policy.digest())) {
      invocation
          .output()
          .message(
              "Decided by rule set %s; explained by %s, which is what the folder holds."
                  .formatted(found.ruleSet(), policy.digest()));
    }
    return found.facts();
  }

  private String nth(String file) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new PolicyFolder(invocation).facts(file), StandardCharsets.UTF_8))) {
      List<String> all = lines.lines().filter(text -> !text.isBlank()).toList();
      if (line < 1 || line > all.size()) {
        throw new UsageError(
            new Problem(
                "facts-unreadable",
                "There is no line " + line + ".",
                file,
                "a number from 1 to " + all.size(),
                "Correct --line or --facts."));
      }
      return all.get(line - 1);
    }
  }

  private static FactsLine.Readable readable(String text, String where) {
    return switch (new FactsReader().read(text)) {
      case FactsLine.Readable readable -> readable;
      case FactsLine.Unreadable bad ->
          throw new UsageError(
              new Problem(
                  "facts-unreadable",
                  bad.message() + ".",
                  where,
                  "one JSON object of facts on one line",
                  "Correct the facts."));
    };
  }
}
