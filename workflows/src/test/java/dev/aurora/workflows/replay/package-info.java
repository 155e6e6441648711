/**
 * Frozen histories, replayed for ever. Start at {@code ReplayTest}; {@code HistoryFreezer} writes
 * new ones.
 */
package dev.aurora.workflows.replay;
