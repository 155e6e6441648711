package dev.aurora.service.cli;

import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aurora rules}: what a risk officer needs. Each subcommand is a class of its own. */
@Command(
    name = "rules",
    description =
        "Write, check, test, explain and release the policy, or evaluate orders against it.",
    subcommands = {
      RulesNewCommand.class,
      RulesFieldsCommand.class,
      RulesCheckCommand.class,
      RulesTestCommand.class,
      RulesExplainCommand.class,
      RulesListCommand.class,
      RulesCatalogueCommand.class,
      RulesMutateCommand.class,
      RulesBenchCommand.class,
      RulesEvalCommand.class,
      RulesProposeCommand.class,
      RulesApproveCommand.class,
      RulesActivateCommand.class,
      RulesRevertCommand.class,
      RulesStatusCommand.class,
      RulesOverrideCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  aurora rules new bank-shares-late",
      "  aurora rules check",
      "  aurora rules test rules/policy --json",
      "  aurora rules test --export cases.jsonl",
      "  aurora rules explain \"order-value-max/a cent above is denied\"",
      "  aurora rules bench --seconds 5",
      "  aurora rules eval --rules rules/policy --facts orders.jsonl",
      "  aurora rules propose --reason \"cap of IBM lowered\" --as ann",
      "  aurora rules status",
      "  aurora rules override list"
    })
final class RulesCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    String known = spec.subcommands().keySet().stream().sorted().collect(Collectors.joining(", "));
    throw new ParameterException(spec.commandLine(), "Missing command, one of: " + known + ".");
  }
}
