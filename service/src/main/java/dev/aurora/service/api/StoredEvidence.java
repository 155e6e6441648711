package dev.aurora.service.api;

import java.time.Instant;

/** Evidence that is in the books now. */
public record StoredEvidence(String key, Instant at) {}
