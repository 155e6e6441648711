/**
 * Kills under load, on books and a ledger of their own: how soon nothing more is sent, how soon all
 * that works is asked to end, and whether the list of what is open is right. Start at {@link
 * dev.aurora.service.drill.kill.KillDrill}.
 */
@NullMarked
package dev.aurora.service.drill.kill;

import org.jspecify.annotations.NullMarked;
