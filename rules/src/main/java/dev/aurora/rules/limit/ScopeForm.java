package dev.aurora.rules.limit;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The eight forms of a scope, for rules that say what a trip of theirs latches. */
public enum ScopeForm {
  FIRM("firm"),
  ACCOUNT("account"),
  STRATEGY("strategy"),
  SYMBOL("symbol"),
  ACCOUNT_SYMBOL("account/symbol"),
  STRATEGY_SYMBOL("strategy/symbol"),
  MODEL("model"),
  VENUE("venue");

  private final String word;

  ScopeForm(String word) {
    this.word = word;
  }

  /** The word in rules: the scope's text without its names. */
  public String word() {
    return word;
  }

  public static Optional<ScopeForm> ofWord(String word) {
    return Arrays.stream(values()).filter(form -> form.word.equals(word)).findFirst();
  }

  /** Whether the text can stand as a name in a scope: not empty, no space, colon or slash. */
  public static boolean isName(String text) {
    return ScopeText.isId(text);
  }

  /** The scope of this form, such as {@code account:A/symbol:X}; empty when an owner is null. */
  public Optional<String> of(
      @Nullable String account,
      @Nullable String strategy,
      @Nullable String symbol,
      @Nullable String modelVersion,
      @Nullable String venue) {
    String[] all = ScopeText.covering(account, strategy, symbol, modelVersion, venue);
    return Optional.ofNullable(
        switch (this) {
          case FIRM -> all[0];
          case VENUE -> all[1];
          case MODEL -> all[2];
          case SYMBOL -> all[3];
          case ACCOUNT -> all[4];
          case STRATEGY -> all[5];
          case ACCOUNT_SYMBOL -> all[6];
          case STRATEGY_SYMBOL -> all[7];
        });
  }

  /** The form to fall back to when an owner isn't known: it covers at least as much. */
  public ScopeForm wider() {
    return switch (this) {
      case ACCOUNT_SYMBOL -> ACCOUNT;
      case STRATEGY_SYMBOL -> STRATEGY;
      case FIRM, ACCOUNT, STRATEGY, SYMBOL, MODEL, VENUE -> FIRM;
    };
  }
}
