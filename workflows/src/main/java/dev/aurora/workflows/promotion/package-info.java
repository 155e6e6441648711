/**
 * How a candidate is promoted: assessed, approved by two persons, granted, ramped step by step.
 * Start at {@link dev.aurora.workflows.promotion.PromotionWorkflow}; what a step really does stands
 * behind {@link dev.aurora.workflows.promotion.PromotionActivities}.
 */
@NullMarked
package dev.aurora.workflows.promotion;

import org.jspecify.annotations.NullMarked;
