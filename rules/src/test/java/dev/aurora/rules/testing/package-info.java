/** Policies and facts for tests. */
package dev.aurora.rules.testing;
