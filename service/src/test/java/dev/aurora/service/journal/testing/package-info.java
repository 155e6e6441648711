/** Fixtures for tests of the books: start at JournalFixture. */
package dev.aurora.service.journal.testing;
