/**
 * What the books keep of kills beside their latches: how far each has come, who left what by hand,
 * and a receipt of each in a hash chain. Start at {@link
 * dev.aurora.service.journal.kill.KillSteps}.
 */
@NullMarked
package dev.aurora.service.journal.kill;

import org.jspecify.annotations.NullMarked;
