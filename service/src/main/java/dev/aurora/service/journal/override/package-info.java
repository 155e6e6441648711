/**
 * Overrides in the books: what was asked for, granted, revoked and spent. Start at OverrideBook,
 * which a check takes them from; OverrideRows are the tables, OverrideLedger what others may see.
 */
package dev.aurora.service.journal.override;
