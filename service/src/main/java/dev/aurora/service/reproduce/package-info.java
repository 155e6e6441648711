/**
 * Gives recorded verdicts again from their records and rule sets alone, and says where a record
 * holds something else. Start at Reproduction.
 */
package dev.aurora.service.reproduce;
