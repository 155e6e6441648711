/**
 * A decision run on bars: the market that its orders are checked in, and how targets become orders.
 * Start at {@link dev.aurora.service.run.RunActivities}.
 */
@NullMarked
package dev.aurora.service.run;

import org.jspecify.annotations.NullMarked;
