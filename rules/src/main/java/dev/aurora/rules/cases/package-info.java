/** The cases beside the rules and their runner. */
package dev.aurora.rules.cases;
