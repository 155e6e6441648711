/**
 * How a kill ends: looked up at the broker by one person, eased and then opened by two; and what
 * the kill switch's page in the web UI says of it. Start at {@link
 * dev.aurora.service.release.KillRelease}.
 */
@NullMarked
package dev.aurora.service.release;

import org.jspecify.annotations.NullMarked;
