/**
 * What {@code aurora rules new} writes: a control of an officer's own, in MONITOR, with cases that
 * pass. Start at {@link dev.aurora.rules.draft.ControlDraft}.
 */
@NullMarked
package dev.aurora.rules.draft;

import org.jspecify.annotations.NullMarked;
