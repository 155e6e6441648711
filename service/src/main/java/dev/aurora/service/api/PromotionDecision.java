package dev.aurora.service.api;

import org.jspecify.annotations.Nullable;

/**
 * Approves a promotion, or withdraws it.
 *
 * @param dossier digest of what the person has read; only to approve
 */
public record PromotionDecision(
    @Nullable String id, @Nullable String dossier, @Nullable String reason) {}
