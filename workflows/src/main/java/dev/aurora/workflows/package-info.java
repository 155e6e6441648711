/**
 * The durable order of steps. Start at {@link dev.aurora.workflows.run.DecisionRunWorkflow}, which
 * reads like the runbook; {@link dev.aurora.workflows.WorkflowIds} names what operators look up.
 * The activity interfaces are the ports that the service module implements.
 */
@NullMarked
package dev.aurora.workflows;

import org.jspecify.annotations.NullMarked;
