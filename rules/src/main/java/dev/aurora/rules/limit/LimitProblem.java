package dev.aurora.rules.limit;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a limit book; a value, because an officer sees all of them at once.
 *
 * @param kind what is wrong
 * @param scope text of the scope as written
 * @param property name of the limit as written; null when the problem is the scope itself
 * @param value text of the value as written; null when there is none
 * @param message one sentence for a person
 * @param suggestion what was probably meant, ready to be put in its place; null when unknown
 */
public record LimitProblem(
    Kind kind,
    String scope,
    @Nullable String property,
    @Nullable String value,
    String message,
    @Nullable String suggestion) {

  /** The kinds of problems. */
  public enum Kind {
    /** The scope's text is none of the eight forms. */
    BAD_SCOPE,
    /** The same scope is opened twice. */
    SCOPE_TWICE,
    /** No limit has that name. */
    UNKNOWN_LIMIT,
    /** The limit is set twice in one scope. */
    SET_TWICE,
    /** A comma stands where a decimal point or a space belongs. */
    COMMA_DECIMAL,
    /** The text is no plain decimal number. */
    NOT_A_NUMBER,
    /** The number is below zero. */
    NEGATIVE,
    /** The number has more decimals or digits than the unit can hold exactly. */
    TOO_PRECISE,
    /** {@code unlimited} stands where a length of time or a minimum is needed. */
    UNLIMITED_REFUSED,
    /** The firm scope lacks this limit. */
    MISSING_AT_FIRM,
    /** A narrower scope is looser than the firm's, so that it could never bind. */
    LOOSER_THAN_FIRM
  }
}
