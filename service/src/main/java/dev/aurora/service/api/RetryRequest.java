package dev.aurora.service.api;

import java.time.LocalDate;

/**
 * A person asks for a further attempt at the legs of a run that were denied, blocked or expired;
 * who, says the token.
 *
 * @param reason why, one sentence
 */
public record RetryRequest(String account, String strategy, LocalDate asOf, String reason) {}
