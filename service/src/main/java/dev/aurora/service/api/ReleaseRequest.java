package dev.aurora.service.api;

/**
 * A person releases one step of one latch; who, says the token.
 *
 * @param id as {@code kill status} shows it
 * @param cause what had gone wrong, and that it is over
 */
public record ReleaseRequest(String id, String cause) {}
