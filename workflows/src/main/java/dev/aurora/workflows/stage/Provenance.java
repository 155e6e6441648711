package dev.aurora.workflows.stage;

import java.util.Objects;

/**
 * What the starter of an execution ran on.
 *
 * @param ruleSet digest of the rule set
 * @param model version of the model; empty when no strategy of ours decided
 * @param build digest of the program
 */
public record Provenance(String ruleSet, String model, String build) {

  public Provenance {
    Objects.requireNonNull(ruleSet, "ruleSet");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(build, "build");
  }

  String sentence() {
    return "rule set `"
        + ruleSet
        + "`"
        + (model.isEmpty() ? "" : ", model `" + model + "`")
        + ", build `"
        + build
        + "`";
  }
}
