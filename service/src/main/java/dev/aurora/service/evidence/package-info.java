/**
 * What shows that something holds: verdicts of gates, drills, test results, files, artifacts. Only
 * ever added to. Start at {@link dev.aurora.service.evidence.EvidenceBook}; what counts, and for
 * how long, stands in {@code dev.aurora.service.scorecard}.
 */
@NullMarked
package dev.aurora.service.evidence;

import org.jspecify.annotations.NullMarked;
