/** Takes the database away in the middle of work, and gives it back. Start at the IT class. */
package dev.aurora.service.journal.outage;
