/** Facts of events: what each kind has to carry, and what is derived from it. */
package dev.aurora.rules.fact.breaker;
