/**
 * Whether Aurora is ready, item by item, derived from evidence on every call. Start at {@link
 * dev.aurora.service.scorecard.Scorecard}; the items stand in {@code scorecard.yaml}. {@link
 * dev.aurora.service.scorecard.EvidenceCollector} gathers what the project itself shows.
 */
@NullMarked
package dev.aurora.service.scorecard;

import org.jspecify.annotations.NullMarked;
