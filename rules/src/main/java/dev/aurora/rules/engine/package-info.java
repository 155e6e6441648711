/** Evaluates a compiled policy: start at PolicyEngine. */
package dev.aurora.rules.engine;
