/**
 * Kills processes and the broker link under load, and checks broker and books afterwards. Start at
 * {@link dev.aurora.service.drill.crash.CrashDrill}.
 */
@NullMarked
package dev.aurora.service.drill.crash;

import org.jspecify.annotations.NullMarked;
