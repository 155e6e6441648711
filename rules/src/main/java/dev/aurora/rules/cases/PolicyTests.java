package dev.aurora.rules.cases;

import dev.aurora.rules.engine.DroolsPolicyEngine;
import dev.aurora.rules.engine.EngineSettings;
import dev.aurora.rules.engine.Explainer;
import dev.aurora.rules.engine.LoadResult;
import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.engine.RuleSetLoader;
import dev.aurora.rules.engine.TreePolicyEngine;
import dev.aurora.rules.language.CheckRule;
import dev.aurora.rules.language.Problem;
import dev.aurora.rules.language.ProblemPrinter;
import dev.aurora.rules.verdict.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** {@code aurora rules test}: runs the cases beside the rules against the policy's own engine. */
public final class PolicyTests {

  private static final String BASES = Bases.FILE;
  private static final String CASES = ".cases.yaml";

  /**
   * How all cases went.
   *
   * @param problems of the policy itself; no case runs when there are errors
   * @param gaps controls without cases and case files that can't be read, one sentence each
   */
  public record Report(
      List<Problem> problems, List<String> gaps, List<CaseReport> cases, String text) {
    public Report {
      problems = List.copyOf(problems);
      gaps = List.copyOf(gaps);
      cases = List.copyOf(cases);
    }

    /** Zero cases don't pass: a test that checks nothing proves nothing. */
    public boolean passed() {
      return gaps.isEmpty() && !cases.isEmpty() && cases.stream().allMatch(CaseReport::passed);
    }
  }

  private final Path folder;
  private final List<String> gaps = new ArrayList<>();

  private PolicyTests(Path folder) {
    this.folder = folder;
  }

  /** Runs all cases with Drools, as production does. */
  public static Report run(Path folder) {
    return new PolicyTests(folder)
        .run(rules -> DroolsPolicyEngine.compile(rules, EngineSettings.untimed()));
  }

  /** Runs all cases with the typed trees, which starts faster. */
  public static Report runWithTrees(Path folder) {
    return new PolicyTests(folder)
        .run(rules -> new TreePolicyEngine(rules, EngineSettings.untimed()));
  }

  /** The cases of a policy without running them; empty when the policy has problems. */
  public static List<PolicyCase> casesOf(Path folder) {
    PolicyTests tests = new PolicyTests(folder);
    return switch (RuleSetLoader.shipped().load(folder)) {
      case LoadResult.Loaded loaded -> tests.cases(loaded.ruleSet());
      case LoadResult.Refused refused -> List.of();
    };
  }

  private Report run(Function<RuleSet, PolicyEngine> compile) {
    return switch (RuleSetLoader.shipped().load(folder)) {
      case LoadResult.Refused refused -> refused(refused);
      case LoadResult.Loaded loaded -> run(loaded, compile);
    };
  }

  private static Report refused(LoadResult.Refused refused) {
    String text = new ProblemPrinter(refused.files()).print(refused.problems());
    return new Report(
        refused.problems(),
        List.of("The policy has problems, so no case was run."),
        List.of(),
        text);
  }

  private Report run(LoadResult.Loaded loaded, Function<RuleSet, PolicyEngine> compile) {
    List<PolicyCase> cases = cases(loaded.ruleSet());
    Explainer explainer = new Explainer(loaded.ruleSet());
    List<CaseReport> reports = new ArrayList<>();
    try (PolicyEngine engine = compile.apply(loaded.ruleSet())) {
      for (PolicyCase one : cases) {
        reports.add(report(one, engine.answer(one.facts()), explainer));
      }
    }
    if (reports.isEmpty()) {
      gaps.add("The policy has no cases at all.");
    }
    return new Report(loaded.problems(), gaps, reports, text(reports));
  }

  private static CaseReport report(PolicyCase one, Answer answer, Explainer explainer) {
    List<String> differences = one.expected().differences(answer);
    String table = differences.isEmpty() ? "" : ExplainTable.of(explainer.explain(one.facts()));
    return new CaseReport(one, answer, differences, table);
  }

  private String text(List<CaseReport> reports) {
    StringBuilder text = new StringBuilder();
    gaps.forEach(gap -> text.append("FAILED  ").append(gap).append('\n'));
    reports.stream()
        .filter(report -> !report.passed())
        .forEach(report -> text.append(report.text()).append('\n'));
    long passed = reports.stream().filter(CaseReport::passed).count();
    text.append("%d of %d cases passed.\n".formatted(passed, reports.size()));
    return text.toString();
  }

  private List<PolicyCase> cases(RuleSet ruleSet) {
    List<PolicyCase> cases = new ArrayList<>();
    try {
      CasesFile reader = new CasesFile(CasesFile.yaml(Files.readString(folder.resolve(BASES))));
      TreeSet<String> files = caseFiles(ruleSet);
      files.forEach(file -> cases(reader, file, cases));
      orphans(files);
    } catch (CasesFile.FaultException e) {
      gaps.add(BASES + ":" + e.getMessage() + ".");
    } catch (IOException e) {
      gaps.add(BASES + " can't be read: " + e + ".");
    }
    return cases;
  }

  /** Beside every rule file; a control whose folder has none is a gap found when it is opened. */
  private static TreeSet<String> caseFiles(RuleSet ruleSet) {
    TreeSet<String> files = new TreeSet<>();
    for (CheckRule rule : ruleSet.rules()) {
      files.add(rule.span().file().replaceFirst("\\.drl$", CASES));
    }
    return files;
  }

  /** Cases that would never run, because no rule stands beside them. */
  private void orphans(TreeSet<String> expected) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      found
          .map(path -> folder.relativize(path).toString().replace('\\', '/'))
          .filter(file -> file.endsWith(CASES) && !expected.contains(file))
          .sorted()
          .forEach(file -> gaps.add(file + " stands beside no rule, so its cases never run."));
    }
  }

  private void cases(CasesFile reader, String file, List<PolicyCase> into) {
    Path path = folder.resolve(file);
    Path beside = Objects.requireNonNull(path.getParent(), "a file in the folder has a parent");
    String control = beside.getFileName().toString();
    if (!Files.isRegularFile(path)) {
      gaps.add("The control " + control + " has no cases: " + file + " is missing.");
      return;
    }
    try {
      into.addAll(reader.read(control, file, Files.readString(path)));
    } catch (CasesFile.FaultException e) {
      gaps.add(file + ":" + e.getMessage() + ".");
    } catch (IOException e) {
      gaps.add(file + " can't be read: " + e + ".");
    }
  }
}
