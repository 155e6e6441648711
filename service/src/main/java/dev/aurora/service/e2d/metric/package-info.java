/**
 * The metrics contract: what can be measured honestly, and null for the rest. Start at {@link
 * dev.aurora.service.e2d.metric.RunMetrics}, what one run can tell; {@code ReturnMetrics}, {@code
 * Turnover} and {@code FillRate} need more than one.
 */
@NullMarked
package dev.aurora.service.e2d.metric;

import org.jspecify.annotations.NullMarked;
