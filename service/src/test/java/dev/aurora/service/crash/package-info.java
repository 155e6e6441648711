/**
 * Kills the real service at every step of both workflows and looks at what is left: the broker's
 * own ledger against the books, and both against a load that nobody disturbed. Start at {@link
 * dev.aurora.service.crash.CrashMatrixIT}; {@link dev.aurora.service.crash.GuardsMatterTest} shows
 * what each guard is there for.
 */
package dev.aurora.service.crash;
