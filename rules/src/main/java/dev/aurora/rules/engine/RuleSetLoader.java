package dev.aurora.rules.engine;

import dev.aurora.rules.language.PolicyReader;
import dev.aurora.rules.language.PolicyVocabulary;
import dev.aurora.rules.language.Problem;
import dev.aurora.rules.language.Severity;
import dev.aurora.rules.language.SourceFile;
import dev.aurora.rules.limit.LimitBook;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a policy folder to a rule set, or to every problem in it. Thread-safe. */
public final class RuleSetLoader {

  private final PolicyVocabulary vocabulary;

  public RuleSetLoader(PolicyVocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** The loader of the policies that Aurora ships and runs. */
  public static RuleSetLoader shipped() {
    return new RuleSetLoader(ShippedVocabulary.get());
  }

  /** Reads a folder; a folder that can't be read is a problem, not an exception. */
  public LoadResult load(Path folder) {
    PolicyFiles files = PolicyFiles.read(folder);
    return load(files.sources(), files.problems());
  }

  /** Reads texts that are already in memory. */
  public LoadResult load(List<SourceFile> files) {
    return load(files, List.of());
  }

  private LoadResult load(List<SourceFile> files, List<Problem> unreadable) {
    PolicyReader.Reading reading = new PolicyReader(vocabulary).read(files);
    List<Problem> problems = new ArrayList<>(unreadable);
    problems.addAll(reading.problems());
    LimitBookReader limits = new LimitBookReader(reading.limits());
    Optional<LimitBook> book = limits.read();
    boolean limitsRead =
        problems.stream().noneMatch(problem -> problem.file().equals(PolicyVocabulary.LIMITS_FILE));
    problems.addAll(limits.problems(limitsRead));
    problems.sort(Problem.BY_PLACE);
    boolean clean = problems.stream().noneMatch(problem -> problem.severity() == Severity.ERROR);
    if (!clean || book.isEmpty()) {
      return new LoadResult.Refused(files, problems, reading.ruleCount());
    }
    return new LoadResult.Loaded(
        new RuleSet(RuleSetDigest.of(files), files, reading.checks(), reading.limits(), book.get()),
        problems,
        reading.ruleCount());
  }
}
