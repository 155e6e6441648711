/**
 * From predictions to target positions: thresholds, sizing, stops, under the values of a strategy
 * file. Start at {@link dev.aurora.service.e2d.decision.DecisionMaker}; the file is read by {@link
 * dev.aurora.service.e2d.decision.StrategyFile}.
 */
@NullMarked
package dev.aurora.service.e2d.decision;

import org.jspecify.annotations.NullMarked;
