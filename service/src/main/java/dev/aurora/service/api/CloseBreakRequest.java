package dev.aurora.service.api;

/**
 * A person closes a break; who, says the token.
 *
 * @param cause what it was, and why it is settled
 */
public record CloseBreakRequest(String id, String cause) {}
