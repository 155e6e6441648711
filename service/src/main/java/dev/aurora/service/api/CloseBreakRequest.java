package dev.aurora.service.api;

/**
 * A person closes a break.
 *
 * @param by who
 * @param cause what it was, and why it is settled
 */
public record CloseBreakRequest(String id, String by, String cause) {}
