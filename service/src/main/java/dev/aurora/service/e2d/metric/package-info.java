/**
 * What can be measured of a run honestly, and null for the rest. Start at {@link
 * dev.aurora.service.e2d.metric.RankCorrelation}.
 */
@NullMarked
package dev.aurora.service.e2d.metric;

import org.jspecify.annotations.NullMarked;
