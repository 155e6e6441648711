package dev.aurora.service.api;

/**
 * Releases one latch that only reduces.
 *
 * @param id as {@code kill status} shows it
 * @param by the person who answers for it
 * @param cause what had gone wrong, and that it is over
 */
public record ReleaseRequest(String id, String by, String cause) {}
