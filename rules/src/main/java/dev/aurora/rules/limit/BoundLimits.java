package dev.aurora.rules.limit;

/** The limits that bind one order; a bean whose getters rules read as {@code limits.<name>}. */
public final class BoundLimits {}
