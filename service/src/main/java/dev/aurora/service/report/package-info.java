/**
 * What an installation has done so far; start at {@link dev.aurora.service.report.TradingReport}.
 */
@NullMarked
package dev.aurora.service.report;

import org.jspecify.annotations.NullMarked;
