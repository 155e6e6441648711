/**
 * An account's book as plain arithmetic, without a database: holdings, reservations, exposures and
 * windows, turned into the facts of a check. Start at AccountBook; Position is the arithmetic of a
 * fill, Valuation that of a price.
 */
package dev.aurora.service.journal.account;
