/**
 * Drills of what stops a strategy, a feed or a broker that has gone wrong: each scenario attacks
 * books, ledger and broker of its own through the same check, reservation and last step that real
 * orders take. Start at {@link dev.aurora.service.drill.BreakerDrill}.
 */
@NullMarked
package dev.aurora.service.drill;

import org.jspecify.annotations.NullMarked;
