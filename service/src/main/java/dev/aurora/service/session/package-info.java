/**
 * Market time goes on for an account: days end, corporate actions are booked, resting orders meet
 * the next bar. Start at {@link dev.aurora.service.session.SessionRoll}.
 */
@NullMarked
package dev.aurora.service.session;

import org.jspecify.annotations.NullMarked;
