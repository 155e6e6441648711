/** What the stage policy says, and to whom; see {@code dev.aurora.service.rollout}. */
package dev.aurora.service.rollout;
