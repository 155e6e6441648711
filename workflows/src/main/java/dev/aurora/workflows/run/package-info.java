/**
 * One E2D pass from bars to booked fills. Start at {@link
 * dev.aurora.workflows.run.DecisionRunWorkflow}; its implementation has one line per step.
 */
@NullMarked
package dev.aurora.workflows.run;

import org.jspecify.annotations.NullMarked;
