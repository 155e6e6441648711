/**
 * How an override comes to be: one person asks, another approves, either may revoke. Start at
 * OverrideDesk; what a check does with it is in journal.override and, as a pure function, in rules.
 */
package dev.aurora.service.override;
