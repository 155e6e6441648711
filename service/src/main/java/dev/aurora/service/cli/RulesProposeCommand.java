package dev.aurora.service.cli;

import dev.aurora.service.api.RuleProposal;
import dev.aurora.service.api.RuleReleaseResult;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aurora rules propose}: the folder as it is now, to be released. */
@Command(
    name = "propose",
    description = {
      "Propose the policy's folder as it is now, in your name.",
      "It is checked, its cases are run, recorded decisions are replayed, and all of it gets one"
          + " digest. Nothing changes yet.",
      "Exits 1 when a proof fails."
    },
    footer = {
      "",
      "Examples:",
      "  aurora rules propose --reason \"cap of IBM lowered\" --as ann",
      "  aurora rules propose --for 4h --reason \"wider for the auction\" --as ann   ends by"
          + " itself",
      "  aurora rules propose --shadow 15m --reason \"new check\" --as ann    beside the live set"
          + " first"
    })
final class RulesProposeCommand implements Callable<Integer> {

  /** Compiling and running every case on a busy machine. */
  private static final Duration PROOFS = Duration.ofMinutes(3);

  private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,5})(s|m|h|d)");

  private final Invocation invocation;

  @Parameters(arity = "0..1", paramLabel = "DIR", description = "The policy's folder.")
  private @Nullable Path folder;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description =
          "Only limits: it ends by itself so long after its activation (90s, 30m, 4h, 2d).")
  private @Nullable String lasts;

  @Option(
      names = "--shadow",
      paramLabel = "TIME",
      description = "Judge real orders beside the live set for so long first, without a say.")
  private @Nullable String shadow;

  @Option(
      names = "--shadow-budget",
      paramLabel = "MICROS",
      description =
          "What one evaluation may take then, microseconds; over it too often, it stops by itself"
              + " (default: 2000).")
  private @Nullable Long budget;

  @Mixin private RulesRelease.Asked asked = new RulesRelease.Asked();

  RulesProposeCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Path policy = new PolicyFolder(invocation).of(folder);
    RulesRelease release = new RulesRelease(invocation);
    RuleReleaseResult result =
        release
            .client(asked.by())
            .post(
                "/v1/rules:propose",
                new RuleProposal(
                    RulesRelease.read(policy).byPath(),
                    asked.reason(),
                    seconds("--for", lasts),
                    seconds("--shadow", shadow),
                    budget),
                PROOFS,
                RuleReleaseResult.class);
    release.tell(result);
    if (!invocation.output().json()) {
      invocation
          .output()
          .line(
              "next: ./aurora rules approve %s --reason R --as ANOTHER"
                  .formatted(result.release()));
    }
    return ExitCode.DONE;
  }

  private static @Nullable Long seconds(String option, @Nullable String text) {
    if (text == null) {
      return null;
    }
    Matcher matcher = TIME.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new UsageError(
          new Problem(
              "time",
              option + " is no time.",
              text,
              "a whole number and s, m, h or d, such as 30m",
              "Correct it; nothing was changed."));
    }
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> count;
      case "m" -> count * 60;
      case "h" -> count * 3_600;
      default -> count * 86_400;
    };
  }
}
