/**
 * {@code aurora rules bench}: how fast a rule set answers, and which of its rules cost most. Start
 * at {@link dev.aurora.rules.speed.SpeedCheck}. For whoever works on the engine there are finer
 * benches beside the tests; {@code docs/performance.md} has their figures.
 */
@NullMarked
package dev.aurora.rules.speed;

import org.jspecify.annotations.NullMarked;
