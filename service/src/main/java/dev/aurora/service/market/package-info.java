/**
 * What the market did and when it is open: bars, sessions, corporate actions.
 *
 * <p>Start at {@link dev.aurora.service.market.BarStore} (bars from files) and {@link
 * dev.aurora.service.market.TradingCalendar} (sessions of the New York Stock Exchange). Nothing
 * here judges whether the data is plausible: that is {@code dev.aurora.service.e2d.sanity}.
 */
@NullMarked
package dev.aurora.service.market;

import org.jspecify.annotations.NullMarked;
