/**
 * How fast the engine answers, beside plain Java in the same run. Start at {@link
 * dev.aurora.rules.bench.PerformanceReport}, which makes the table of {@code docs/performance.md};
 * only ratios of one run mean anything on a machine that does other work as well.
 */
package dev.aurora.rules.bench;
