/**
 * Facts and verdicts as JSON lines, exactly as the outside relies on them: start at FactsReader and
 * VerdictWriter; FactsWriter is the canonical form of decision records.
 */
package dev.aurora.rules.json;
