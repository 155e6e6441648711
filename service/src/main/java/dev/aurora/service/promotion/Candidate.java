package dev.aurora.service.promotion;

import dev.aurora.service.e2d.artifact.Digests;
import java.util.Objects;

/**
 * What is promoted: exactly this strategy with this model, these rules and what they made.
 *
 * @param modelDigest of the model's file
 * @param ruleSet digest of the policy that is active
 * @param runId of the newest run that succeeded with it
 * @param artifacts digest of that run's artifacts, timings left out
 */
public record Candidate(
    String account,
    String strategy,
    String modelVersion,
    String modelDigest,
    String ruleSet,
    String runId,
    String artifacts) {

  private static final int ID_LENGTH = 16;
  private static final String PREFIX = "sha256:";

  public Candidate {
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(strategy, "strategy");
    Objects.requireNonNull(modelVersion, "modelVersion");
    Objects.requireNonNull(modelDigest, "modelDigest");
    Objects.requireNonNull(ruleSet, "ruleSet");
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(artifacts, "artifacts");
  }

  /** Short name of exactly this candidate. */
  public String id() {
    String digest =
        new Digests()
            .add(account)
            .add(strategy)
            .add(modelVersion)
            .add(modelDigest)
            .add(ruleSet)
            .add(runId)
            .add(artifacts)
            .finish();
    return digest.substring(PREFIX.length(), PREFIX.length() + ID_LENGTH);
  }
}
