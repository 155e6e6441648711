/** The answers and what is read from them. */
package dev.aurora.rules.verdict;
