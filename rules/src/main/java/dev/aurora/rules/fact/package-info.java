/**
 * The facts that one check looks at, as plain data (OrderFacts and its sections, null = missing)
 * and as what rules read. Start at OrderFacts, then OrderCheck: its getters are the quantities of
 * the catalogue, those of GivenFacts the facts as given. OrderCheckSchema is the registry of every
 * value that a rule may read (its entries stand in the classes named Fields); Needs says which base
 * facts a value needs in an order's situation, MissingFacts which of them are absent, MissingName
 * what a breach calls them.
 */
package dev.aurora.rules.fact;
