package dev.aurora.rules.engine;

import dev.aurora.rules.language.Problem;
import dev.aurora.rules.language.SourceFile;
import java.util.List;

/**
 * What comes of reading a policy folder. {@link #problems()} may hold warnings even when it can be
 * used.
 */
public sealed interface LoadResult {

  /** By place. */
  List<Problem> problems();

  /** What was read, for showing problems in their lines. */
  List<SourceFile> files();

  /** Rules seen, clean or not, scopes of limits included. */
  int ruleCount();

  /** The policy can be used. */
  record Loaded(RuleSet ruleSet, List<Problem> problems, int ruleCount) implements LoadResult {
    public Loaded {
      problems = List.copyOf(problems);
    }

    @Override
    public List<SourceFile> files() {
      return ruleSet.files();
    }
  }

  /** The policy is refused as a whole: a rule that can't be read could be the one that protects. */
  record Refused(List<SourceFile> files, List<Problem> problems, int ruleCount)
      implements LoadResult {
    public Refused {
      files = List.copyOf(files);
      problems = List.copyOf(problems);
    }
  }
}
