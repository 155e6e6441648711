package dev.aurora.rules.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the one form in which nearly all times arrive, {@code 2025-03-03T15:00:00Z} with or without
 * a fraction, in a tenth of the time of the general reader. Pure functions.
 */
final class PlainTimes {

  private static final String FORM = "dddd-dd-ddTdd:dd:dd";
  private static final int FRACTION_DIGITS_MAX = 9;

  private PlainTimes() {}

  /** The time; null when the text has another form, which says nothing against it. */
  static @Nullable Instant parse(String text) {
    int end = text.length() - 1;
    if (end < FORM.length() || text.charAt(end) != 'Z' || !hasForm(text)) {
      return null;
    }
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    int nanos = nanos(text, end);
    if (hour > 23 || minute > 59 || second > 59 || nanos < 0) {
      return null;
    }
    try {
      LocalDate day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
      long seconds = day.toEpochDay() * 86_400 + hour * 3_600 + minute * 60 + second;
      return Instant.ofEpochSecond(seconds, nanos);
    } catch (DateTimeException e) {
      // No such day; the general reader says so.
      return null;
    }
  }

  private static boolean hasForm(String text) {
    for (int i = 0; i < FORM.length(); i++) {
      char wanted = FORM.charAt(i);
      char found = text.charAt(i);
      if (wanted == 'd' ? found < '0' || found > '9' : found != wanted) {
        return false;
      }
    }
    return true;
  }

  /** The fraction between the seconds and the end; negative when there is something else. */
  private static int nanos(String text, int end) {
    int begin = FORM.length();
    if (begin == end) {
      return 0;
    }
    int digits = end - begin - 1;
    if (text.charAt(begin) != '.' || digits < 1 || digits > FRACTION_DIGITS_MAX) {
      return -1;
    }
    int nanos = 0;
    for (int i = 0; i < FRACTION_DIGITS_MAX; i++) {
      int digit = i < digits ? text.charAt(begin + 1 + i) - '0' : 0;
      if (digit < 0 || digit > 9) {
        return -1;
      }
      nanos = nanos * 10 + digit;
    }
    return nanos;
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }
}
