package dev.aurora.rules.draft;

import dev.aurora.rules.cases.Bases;
import dev.aurora.rules.engine.LoadResult;
import dev.aurora.rules.engine.RuleSetLoader;
import dev.aurora.rules.language.Problem;
import dev.aurora.rules.language.ProblemPrinter;
import dev.aurora.rules.language.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a control of its rule's condition. Nothing is written before the policy with the new rule
 * was found clean and cases were found that tell when the rule matches and when it doesn't.
 */
public final class ControlDraft {

  private ControlDraft() {}

  /** What became of it. */
  public sealed interface Result {

    /**
     * Both files are there.
     *
     * @param files relative to the policy
     * @param cases how many stand in the second
     * @param breaking whether one of them is an order that the rule matches
     */
    record Written(List<String> files, int cases, boolean breaking) implements Result {
      public Written {
        files = List.copyOf(files);
      }
    }

    /**
     * Nothing was written.
     *
     * @param text for a person: what is wrong, with the line and a caret where it is the rule's
     */
    record Refused(List<Problem> problems, String text) implements Result {
      public Refused {
        problems = List.copyOf(problems);
      }
    }
  }

  /**
   * Writes the control into the policy.
   *
   * @throws IOException when the folder can't be read or written
   */
  public static Result write(Path policy, NewControl control) throws IOException {
    Path folder = policy.resolve(NewControl.FOLDER).resolve(control.id()).normalize();
    Path checks = policy.resolve(NewControl.FOLDER).normalize();
    if (!checks.equals(folder.getParent())) {
      return refused("`" + control.id() + "` isn't the name of a control: it leads elsewhere.\n");
    }
    if (Files.exists(folder)) {
      return refused(
          "There is a control `%s` already. Add a rule with a @tier of its own to %s.\n"
              .formatted(control.id(), control.ruleFile()));
    }
    LoadResult before = RuleSetLoader.shipped().load(policy);
    if (before instanceof LoadResult.Refused) {
      return refused(before, "The policy has problems already; correct these first.\n\n");
    }
    List<SourceFile> files = new ArrayList<>(before.files());
    files.add(new SourceFile(control.ruleFile(), control.ruleText()));
    return switch (RuleSetLoader.shipped().load(files)) {
      case LoadResult.Refused bad -> refused(bad, "Nothing is written, because:\n\n");
      case LoadResult.Loaded loaded ->
          write(policy, control, new DraftCases(loaded.ruleSet(), control, Bases.read(policy)));
    };
  }

  private static Result write(Path policy, NewControl control, DraftCases cases)
      throws IOException {
    String casesText = cases.text();
    Path rule = policy.resolve(control.ruleFile());
    Files.createDirectories(rule.resolveSibling("."));
    // The cases first: a rule without cases would fail the test of the whole policy.
    Files.writeString(policy.resolve(control.casesFile()), casesText);
    Files.writeString(rule, control.ruleText());
    return new Result.Written(
        List.of(control.ruleFile(), control.casesFile()), cases.count(), cases.breaking());
  }

  private static Result refused(String text) {
    return new Result.Refused(List.of(), text);
  }

  private static Result refused(LoadResult bad, String head) {
    return new Result.Refused(
        bad.problems(), head + new ProblemPrinter(bad.files()).print(bad.problems()));
  }
}
