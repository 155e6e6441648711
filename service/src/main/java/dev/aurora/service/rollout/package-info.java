/**
 * Which stage a new execution takes. Start at {@link dev.aurora.service.rollout.StagePolicy}, which
 * every starter asks; {@link dev.aurora.service.rollout.RolloutDesk} changes it, whoever asks for
 * that.
 */
@NullMarked
package dev.aurora.service.rollout;

import org.jspecify.annotations.NullMarked;
