/**
 * The rows of accounts: cash, positions, flows, breaks. Start at Accounts; BookReader reads all
 * that a check needs under the account's lock.
 */
package dev.aurora.service.journal.book;
