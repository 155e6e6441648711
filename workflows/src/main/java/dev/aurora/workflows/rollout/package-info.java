/**
 * The durable record of the rollout: forward, share of the next stage, back. Start at {@link
 * dev.aurora.workflows.rollout.RolloutWorkflow}. What a new execution takes is not decided here:
 * its starter reads the stage policy in the books, which holds without any workflow.
 */
@NullMarked
package dev.aurora.workflows.rollout;

import org.jspecify.annotations.NullMarked;
