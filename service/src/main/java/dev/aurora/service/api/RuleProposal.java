package dev.aurora.service.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Proposes a rule set.
 *
 * @param files path within the policy's folder, with {@code /}, to the whole text: every {@code
 *     .drl}, every {@code .cases.yaml}, and {@code bases.yaml}
 * @param reason why, one sentence; who is whom the token names
 * @param lastsSeconds from its activation to its end; null = it stays
 * @param shadowSeconds how long it judges beside the live set first; null = not at all
 * @param shadowBudgetMicros what one of its evaluations may take then; null = the shipped budget
 */
public record RuleProposal(
    Map<String, String> files,
    String reason,
    @Nullable Long lastsSeconds,
    @Nullable Long shadowSeconds,
    @Nullable Long shadowBudgetMicros) {}
