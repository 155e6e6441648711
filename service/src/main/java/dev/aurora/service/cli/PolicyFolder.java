package dev.aurora.service.cli;

import dev.aurora.rules.engine.LoadResult;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.engine.RuleSetLoader;
import dev.aurora.rules.language.ProblemPrinter;
import dev.aurora.service.app.ServiceLaunch;
import dev.aurora.service.problem.DependencyError;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds the policy and the files of facts that an officer's command is about. */
final class PolicyFolder {

  private final Invocation invocation;

  PolicyFolder(Invocation invocation) {
    this.invocation = invocation;
  }

  /**
   * The policy's folder, as named, else as configured.
   *
   * @throws UsageError when there is none
   * @throws DependencyError when it can't be read
   */
  Path of(@Nullable Path named) {
    Path chosen =
        named == null
            ? new ServiceLaunch(invocation.root(), invocation.environment()).rules()
            : named;
    Path policy = invocation.resolve(chosen);
    if (!Files.isDirectory(policy)) {
      throw new UsageError(
          new Problem(
              "policy-missing",
              "There is no such folder.",
              policy.toString(),
              "a folder with limits.drl and pretrade/<control>/<control>.drl",
              "Name the policy's folder, or set AURORA_RULES."));
    }
    if (!Files.isReadable(policy)) {
      throw new DependencyError(
          Problem.of(
                  "policy-unreadable",
                  "The policy's folder can't be read.",
                  "Make it readable for the user who runs this command.")
              .at(policy));
    }
    return policy;
  }

  /**
   * The rule set of {@link #of}.
   *
   * @throws UsageError when it has problems; they are said first, each with its place
   */
  RuleSet ruleSet(@Nullable Path named) {
    Path policy = of(named);
    return switch (RuleSetLoader.shipped().load(policy)) {
      case LoadResult.Loaded loaded -> loaded.ruleSet();
      case LoadResult.Refused refused -> {
        invocation.output().message(new ProblemPrinter(refused.files()).print(refused.problems()));
        throw new UsageError(
            Problem.of(
                    "policy-refused",
                    "The policy has problems, so it can't be used.",
                    "Correct what stands above; `aurora rules check` says it again.")
                .at(policy));
      }
    };
  }

  /**
   * Opens lines of facts.
   *
   * @param facts a file, or - for standard input
   * @throws UsageError when they can't be read
   */
  InputStream facts(String facts) {
    if (facts.equals("-")) {
      return invocation.input();
    }
    Path file = invocation.resolve(Path.of(facts));
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw new UsageError(
          new Problem(
              "facts-unreadable",
              e instanceof NoSuchFileException
                  ? "There is no such file of facts."
                  : "The facts can't be read: " + e.getMessage(),
              file.toString(),
              "a file of JSON lines, or - for standard input",
              "Correct --facts."),
          e);
    }
  }
}
