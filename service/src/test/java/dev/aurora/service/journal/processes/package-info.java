/** Two processes on one account and one server. Start at the IT class. */
package dev.aurora.service.journal.processes;
