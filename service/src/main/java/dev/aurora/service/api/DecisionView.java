package dev.aurora.service.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aurora.service.journal.decision.CanonicalJson;
import dev.aurora.service.journal.decision.DecisionQueries;
import dev.aurora.service.journal.decision.DecisionRecord;
import dev.aurora.service.journal.decision.Evidence;
import dev.aurora.service.journal.decision.Timing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A recorded decision as callers see it.
 *
 * @param checkedAt market time
 * @param recordedAt wall time; null for decisions of the first form, as is what follows from it
 * @param overrideDigest of the overrides that spoke of the order; {@code none} = none did
 * @param facts canonical, as recorded: enough to evaluate the order again
 * @param verdict with all breaches, the use of all limits and {@code validUntil}
 * @param shadowVerdict of a rule set on trial; null when none was
 * @param latencyNanos from the facts to the verdict
 * @param reproduce the command that gives the verdict again, bit for bit
 */
public record DecisionView(
    String decisionId,
    String account,
    long chainIndex,
    String clientOrderId,
    Instant checkedAt,
    @Nullable Instant recordedAt,
    String ruleSet,
    @Nullable String overrideDigest,
    @Nullable String engine,
    @Nullable String factSchema,
    JsonNode facts,
    JsonNode verdict,
    @Nullable JsonNode overrides,
    @Nullable JsonNode shadowVerdict,
    @Nullable Long latencyNanos,
    @Nullable String worker,
    int form,
    String previousHash,
    String recordHash,
    String reproduce) {

  static DecisionView of(DecisionQueries.Found found) {
    DecisionRecord decision = found.decision();
    Evidence evidence = decision.evidence();
    Timing timing = found.timing();
    return new DecisionView(
        decision.decisionId(),
        decision.account(),
        decision.chainIndex(),
        decision.clientOrderId(),
        decision.checkedAt(),
        evidence == null ? null : evidence.checkedAt(),
        decision.ruleSetDigest(),
        evidence == null ? null : evidence.overrideDigest(),
        evidence == null ? null : evidence.engine(),
        evidence == null ? null : evidence.factSchema(),
        CanonicalJson.read(decision.factsJson(), JsonNode.class),
        CanonicalJson.read(decision.verdictJson(), JsonNode.class),
        evidence == null ? null : tree(evidence.overridesJson()),
        evidence == null ? null : tree(evidence.shadowVerdictJson()),
        timing == null ? null : timing.latencyNanos(),
        timing == null ? null : timing.worker(),
        decision.form(),
        decision.previousHash(),
        decision.recordHash(),
        decision.reproduce());
  }

  private static @Nullable JsonNode tree(@Nullable String json) {
    return json == null ? null : CanonicalJson.read(json, JsonNode.class);
  }
}
