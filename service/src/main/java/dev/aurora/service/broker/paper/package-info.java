/**
 * A broker without a market: fills at the next bar's open, keeps a ledger of its own in a database
 * of its own, and fails on demand. Start at PaperBroker; PaperLedger is the independent record that
 * "exactly once" is checked against.
 */
package dev.aurora.service.broker.paper;
