package dev.aurora.rules.language;

import static dev.aurora.rules.language.ProblemCode.*;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the files of a policy to rules and limits, or to all the problems in them at once.
 * Thread-safe; pure: what the files hold decides, nothing else.
 */
public final class PolicyReader {

  /** Characters in a file beyond which it isn't read. */
  public static final int FILE_LENGTH_MAX = 256 * 1024;

  /** Rules in a policy. */
  public static final int RULES_MAX = 1_000;

  /** {@code ||} in one condition. */
  public static final int ALTERNATIVES_MAX = 32;

  private final PolicyVocabulary vocabulary;

  public PolicyReader(PolicyVocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /**
   * What was read.
   *
   * @param checks clean rules, by folder and then catalogue order, tiers as written
   * @param limits scopes as written
   * @param problems by place; empty when everything is clean
   * @param ruleCount rules seen, clean or not, limits included
   */
  public record Reading(
      List<CheckRule> checks, List<LimitRule> limits, List<Problem> problems, int ruleCount) {

    public Reading {
      checks = List.copyOf(checks);
      limits = List.copyOf(limits);
      problems = List.copyOf(problems);
    }
  }

  /** Reads all files together, because names are unique over all of them. */
  public Reading read(List<SourceFile> files) {
    Work work = new Work();
    files.forEach(work::file);
    if (files.stream().noneMatch(file -> file.path().equals(PolicyVocabulary.LIMITS_FILE))) {
      work.problems.add(
          Problem.ofFile(
              LIMITS_PLACE,
              PolicyVocabulary.LIMITS_FILE,
              "The policy has no " + PolicyVocabulary.LIMITS_FILE + ".",
              "Write the firm's limits there."));
    }
    if (work.ruleCount > RULES_MAX) {
      work.problems.add(
          Problem.ofFile(
              TOO_LARGE,
              files.getLast().path(),
              "The policy has more than " + RULES_MAX + " rules.",
              "Remove rules that are no longer used."));
    }
    work.tiers();
    return new Reading(
        inCatalogueOrder(work.checks), work.limits, onePerCause(work.problems), work.ruleCount);
  }

  private List<CheckRule> inCatalogueOrder(List<CheckRule> checks) {
    List<CheckRule> ordered = new ArrayList<>();
    for (PolicyVocabulary.Folder folder : vocabulary.folders().values()) {
      for (String control : folder.controls()) {
        checks.stream()
            .filter(rule -> rule.control().equals(control))
            .filter(rule -> rule.factType().equals(folder.schema().patternName()))
            .forEach(ordered::add);
      }
      ordered.addAll(own(checks, folder));
    }
    return ordered;
  }

  /** Controls of the officers' own stand behind the catalogue's, by name. */
  private static List<CheckRule> own(List<CheckRule> checks, PolicyVocabulary.Folder folder) {
    return checks.stream()
        .filter(rule -> rule.factType().equals(folder.schema().patternName()))
        .filter(rule -> !folder.controls().contains(rule.control()))
        .sorted(Comparator.comparing(CheckRule::control))
        .toList();
  }

  /**
   * The problems by place, without those that only follow from an earlier one at the same place:
   * the earlier a problem was found, the nearer it is to the cause.
   */
  private static List<Problem> onePerCause(List<Problem> found) {
    List<Problem> kept = new ArrayList<>();
    Map<String, List<Problem>> byLine = new HashMap<>();
    for (Problem problem : found) {
      List<Problem> onLine =
          byLine.computeIfAbsent(problem.file() + ":" + problem.line(), line -> new ArrayList<>());
      if (onLine.stream().noneMatch(earlier -> overlaps(earlier, problem))) {
        onLine.add(problem);
        kept.add(problem);
      }
    }
    kept.sort(Problem.BY_PLACE);
    return kept;
  }

  private static boolean overlaps(Problem a, Problem b) {
    return a.column() < b.endColumn() && b.column() < a.endColumn();
  }

  /** One reading under way. */
  private final class Work {
    private final List<Problem> problems = new ArrayList<>();
    private final List<CheckRule> checks = new ArrayList<>();
    private final List<LimitRule> limits = new ArrayList<>();
    private final Map<String, Span> names = new HashMap<>();
    private int ruleCount;

    void file(SourceFile file) {
      Optional<PolicyVocabulary.Folder> folder = vocabulary.folder(file.topFolder());
      boolean isLimits = file.path().equals(PolicyVocabulary.LIMITS_FILE);
      if (!isLimits && (folder.isEmpty() || !isInItsPlace(file))) {
        problems.add(
            Problem.ofFile(
                WRONG_PLACE,
                file.path(),
                "Rules of this file would never run: it isn't where the engine looks.",
                "Move it to <folder>/<control>/<control>.drl; folders are "
                    + String.join(", ", vocabulary.folders().keySet().stream().sorted().toList())
                    + "."));
        return;
      }
      if (file.text().length() > FILE_LENGTH_MAX) {
        problems.add(
            Problem.ofFile(
                TOO_LARGE,
                file.path(),
                "The file is larger than " + FILE_LENGTH_MAX / 1024 + " kB.",
                "Split it."));
        return;
      }
      int before = problems.size();
      List<ParsedRule> parsed = new RuleFileParser(file, problems).parse();
      boolean readWhole = problems.size() == before;
      ruleCount += parsed.size();
      parsed.forEach(this::name);
      if (isLimits) {
        LimitRuleBuilder builder = new LimitRuleBuilder(problems);
        parsed.forEach(rule -> builder.build(rule).ifPresent(limits::add));
      } else {
        checks(file, folder.get(), parsed, readWhole);
      }
    }

    private boolean isInItsPlace(SourceFile file) {
      return file.path()
          .equals(file.topFolder() + "/" + file.folder() + "/" + file.folder() + ".drl");
    }

    private void checks(
        SourceFile file,
        PolicyVocabulary.Folder folder,
        List<ParsedRule> parsed,
        boolean readWhole) {
      if (parsed.isEmpty() && readWhole) {
        problems.add(
            Problem.ofFile(
                WRONG_PLACE,
                file.path(),
                "The control " + file.folder() + " has no rule.",
                "Write one, or delete the folder; @mode(\"MONITOR\") withdraws a rule."));
      }
      RuleBuilder builder = new RuleBuilder(file, folder, problems);
      parsed.forEach(rule -> builder.build(rule).ifPresent(checks::add));
    }

    private void name(ParsedRule rule) {
      if (rule.name().isBlank()) {
        if (!rule.broken()) {
          problems.add(
              Problem.error(
                  UNEXPECTED_TEXT,
                  rule.nameSpan(),
                  "The rule has no name.",
                  "Write a sentence, such as \"Deny an order above ...\"."));
        }
        return;
      }
      Span first = names.putIfAbsent(rule.name(), rule.nameSpan());
      if (first != null) {
        problems.add(
            Problem.error(
                DUPLICATE_NAME,
                rule.nameSpan(),
                "The name \""
                    + rule.name()
                    + "\" is already used in "
                    + first.file()
                    + ", line "
                    + first.line()
                    + ".",
                "Give one of the two another name."));
      }
    }

    /** Rules of one control must differ in tier and in what they ask. */
    void tiers() {
      Set<String> tiers = new HashSet<>();
      for (CheckRule rule : checks) {
        boolean alone =
            checks.stream().filter(other -> place(other).equals(place(rule))).count() == 1;
        if (!alone && (rule.tier() == null || !tiers.add(place(rule) + " " + rule.tier()))) {
          problems.add(
              Problem.error(
                  MISSING_TIER,
                  rule.span(),
                  "The control "
                      + rule.control()
                      + " has several rules, and this one can't be"
                      + " told apart.",
                  "Give each its own @tier(\"...\")."));
        }
      }
      if (problems.stream().noneMatch(problem -> problem.severity() == Severity.ERROR)) {
        // A rule that couldn't be read would look like a gap.
        ControlLogic logic = new ControlLogic(problems);
        checks.stream()
            .collect(Collectors.groupingBy(Work::place, LinkedHashMap::new, Collectors.toList()))
            .values()
            .forEach(logic::look);
      }
    }

    /** Some ids stand for a check and for a breaker: the fact tells them apart. */
    private static String place(CheckRule rule) {
      return rule.factType() + " " + rule.control();
    }
  }
}
