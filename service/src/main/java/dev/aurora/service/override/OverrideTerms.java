package dev.aurora.service.override;

import dev.aurora.rules.override.Overridable;
import dev.aurora.rules.override.RuleOverride;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.override.OverrideRequest;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an override has to say to be granted at all. */
final class OverrideTerms {

  private static final int TEXT_MAX = 300;

  private OverrideTerms() {}

  /**
   * Finds the first thing that is wrong.
   *
   * @param now wall time
   * @throws UsageError that says what, and what was expected
   */
  static void require(OverrideRequest asked, Instant now) {
    control(asked.control());
    text("account", asked.account());
    optional("strategy", asked.strategy());
    optional("symbol", asked.symbol());
    optional("order", asked.order());
    text("reason", asked.reason());
    BigDecimal value = asked.value();
    if (value == null || value.signum() <= 0 || !Columns.fits(value)) {
      throw wrong("value", value, "a sum above zero, in the account's currency");
    }
    int orders = orders(asked);
    if (orders < 1) {
      throw wrong("orders", asked.orders(), "how many orders at most, from 1");
    }
    if (asked.order() != null && orders != 1) {
      throw wrong("orders", asked.orders(), "1, or nothing, where one order is named");
    }
    expiry(asked.expires(), now);
  }

  /** How many orders it covers: one where one is named, never an unsaid number of them. */
  static int orders(OverrideRequest asked) {
    Integer said = asked.orders();
    return said == null ? (asked.order() == null ? 0 : 1) : said;
  }

  private static void control(@Nullable String control) {
    if (control == null || !Overridable.isControl(control)) {
      throw wrong(
          "control",
          control,
          "one that can be overridden: " + String.join(", ", Overridable.CONTROLS));
    }
  }

  private static void expiry(@Nullable Instant expires, Instant now) {
    if (expires == null
        || !expires.isAfter(now)
        || expires.isAfter(now.plus(RuleOverride.LONGEST))) {
      throw wrong(
          "expires",
          expires,
          "a time after " + now + ", at most a day later, such as " + now.plusSeconds(3_600));
    }
  }

  private static void text(String field, @Nullable String text) {
    if (text == null || text.isBlank() || text.length() > TEXT_MAX) {
      throw wrong(field, text, "a text of 1 to " + TEXT_MAX + " characters");
    }
  }

  private static void optional(String field, @Nullable String text) {
    if (text != null) {
      text(field, text);
    }
  }

  private static UsageError wrong(String field, @Nullable Object found, String expected) {
    return new UsageError(
        new Problem(
            "override-" + field,
            "An override can't be asked for like this: "
                + field
                + (found == null ? " is missing." : " is " + found + "."),
            field,
            expected,
            "Correct it; nothing was recorded. ops-runbooks/grant-override.md has an example."));
  }

  /** What two persons granted, from this moment on. */
  static RuleOverride granted(
      String id,
      OverrideRequest asked,
      String ruleSet,
      String requestedBy,
      String approvedBy,
      Instant from) {
    return new RuleOverride(
        id,
        Objects.requireNonNull(asked.control(), "control"),
        ruleSet,
        Objects.requireNonNull(asked.account(), "account"),
        asked.strategy(),
        asked.symbol(),
        asked.order(),
        Objects.requireNonNull(asked.value(), "value"),
        orders(asked),
        Objects.requireNonNull(asked.reason(), "reason"),
        requestedBy,
        approvedBy,
        Columns.micros(from),
        Columns.micros(Objects.requireNonNull(asked.expires(), "expires")));
  }
}
