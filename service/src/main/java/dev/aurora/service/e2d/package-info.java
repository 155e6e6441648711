/**
 * End-to-Decision: raw bars become decisions, with every artifact to show for it. Start at {@link
 * dev.aurora.service.e2d.E2dPipeline}; its stages live in the sub-packages {@code sanity}, {@code
 * feature}, {@code model}, {@code decision} and {@code artifact}.
 */
@NullMarked
package dev.aurora.service.e2d;

import org.jspecify.annotations.NullMarked;
