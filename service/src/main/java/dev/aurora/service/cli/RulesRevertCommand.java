package dev.aurora.service.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aurora rules revert}: back to an earlier set, at once, by one person. */
@Command(
    name = "revert",
    description = {
      "Go back to the rule set under the one in force, at once and in your name alone.",
      "It needs no Temporal, and is in force on every worker when this returns. Exits 1 when there"
          + " is none."
    },
    footer = {
      "",
      "Examples:",
      "  aurora rules revert --reason \"denies what it should not\" --as ann",
      "  aurora rules revert --to 3f9a1c20 --reason \"the set of last week\" --as ann"
    })
final class RulesRevertCommand implements Callable<Integer> {

  private final Invocation invocation;

  @Option(
      names = "--to",
      paramLabel = "DIGEST",
      description = "A release that lies under the present one; without it the next.")
  private @Nullable String release;

  @Mixin private RulesRelease.Asked asked = new RulesRelease.Asked();

  RulesRevertCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    return new RulesRelease(invocation).step("revert", release, asked, Duration.ZERO);
  }
}
