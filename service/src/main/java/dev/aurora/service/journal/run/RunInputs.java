package dev.aurora.service.journal.run;

/**
 * What a run decides with. Other inputs for a decided bar are refused.
 *
 * @param runId digest of all inputs
 */
public record RunInputs(String runId, String modelDigest, String policyDigest, String barsDigest) {}
