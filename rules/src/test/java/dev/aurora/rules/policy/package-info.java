/** The policy that ships, held against its own cases and the catalogue. */
package dev.aurora.rules.policy;
