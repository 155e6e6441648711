package dev.aurora.service.night;

import dev.aurora.service.evidence.GateNights;

/**
 * The nights of level L1.
 *
 * @param paused whether the Schedule stands still
 */
public record GateNightsView(boolean paused, GateNights nights) {}
