/**
 * The database file or server below the books and the paper broker's ledger. Start at Database;
 * DatabaseUrl says which settings make a commit durable.
 */
package dev.aurora.service.journal.database;
