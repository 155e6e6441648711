package dev.aurora.service.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code aurora rules activate}: puts an approved set in force everywhere. */
@Command(
    name = "activate",
    description = {
      "Put an approved rule set in force on every worker, at one moment, once all have it ready.",
      "Exits 1 when it is not approved, or a worker is not ready in two minutes."
    })
final class RulesActivateCommand implements Callable<Integer> {

  private final Invocation invocation;

  @Parameters(
      paramLabel = "DIGEST",
      description = "Of the release: its first eight characters or more.")
  private String release = "";

  @Mixin private RulesRelease.Asked asked = new RulesRelease.Asked();

  RulesActivateCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    return new RulesRelease(invocation).step("activate", release, asked, Duration.ofMinutes(3));
  }
}
