package dev.aurora.service.app;

/** Everything that orders need is up; told once, to what may come after it. */
public record ServiceStarted() {}
