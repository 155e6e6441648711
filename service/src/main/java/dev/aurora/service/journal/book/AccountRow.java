package dev.aurora.service.journal.book;

import java.math.BigDecimal;

/**
 * An account as its row holds it.
 *
 * @param cash account currency
 * @param equityPeak highest equity seen, shifted by cash flows; account currency
 * @param chainLength decisions so far
 * @param chainHead hash of the newest decision
 */
public record AccountRow(
    String account,
    String currency,
    BigDecimal cash,
    BigDecimal equityPeak,
    long chainLength,
    String chainHead) {}
