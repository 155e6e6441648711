/**
 * The facts that one check looks at, as plain data (OrderFacts and its sections, null = missing)
 * and as what rules read (OrderCheck). Start at OrderFacts, then FactSchema: the list of every
 * value that a rule may read.
 */
package dev.aurora.rules.fact;
