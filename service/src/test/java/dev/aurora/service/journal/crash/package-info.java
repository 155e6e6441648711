/** Kills processes that write the books, and looks at what is left. Start at the IT classes. */
package dev.aurora.service.journal.crash;
