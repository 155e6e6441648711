/**
 * Promotions: a candidate, the evidence for it, two approvals, and the deployment envelope that
 * they grant. Start at {@link dev.aurora.service.promotion.PromotionDesk} (what each step of the
 * workflow does); {@link dev.aurora.service.promotion.PromotionBook} holds what happened, {@link
 * dev.aurora.service.promotion.DeploymentGrants} answers what an order may.
 */
@NullMarked
package dev.aurora.service.promotion;

import org.jspecify.annotations.NullMarked;
