package dev.aurora.service.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code aurora rules approve}: a second person's word for exactly one digest. */
@Command(
    name = "approve",
    description = {
      "Approve exactly this rule set, in your name.",
      "The one who proposed it can't, and one of the two is of role risk. Nothing changes yet."
          + " Exits 1 when you can't approve it."
    })
final class RulesApproveCommand implements Callable<Integer> {

  private final Invocation invocation;

  @Parameters(
      paramLabel = "DIGEST",
      description = "Of the release: its first eight characters or more.")
  private String release = "";

  @Mixin private RulesRelease.Asked asked = new RulesRelease.Asked();

  RulesApproveCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    return new RulesRelease(invocation).step("approve", release, asked, Duration.ofMinutes(3));
  }
}
