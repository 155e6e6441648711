package dev.aurora.rules.limit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The eight forms of a scope's text, written and recognised in one place. */
final class ScopeText {

  static final String FIRM = "firm";

  private static final List<String> PREFIXES =
      List.of("account:", "strategy:", "symbol:", "model:", "venue:");
  private static final String SYMBOL_PART = "/symbol:";

  private ScopeText() {}

  /** Whether the text is one of the forms, with a non-blank id of no spaces, colons or slashes. */
  static boolean isValid(String text) {
    if (text.equals(FIRM)) {
      return true;
    }
    int slash = text.indexOf('/');
    if (slash < 0) {
      return PREFIXES.stream().anyMatch(prefix -> isIdAfter(prefix, text));
    }
    String owner = text.substring(0, slash);
    return (isIdAfter("account:", owner) || isIdAfter("strategy:", owner))
        && isIdAfter(SYMBOL_PART, text.substring(slash));
  }

  /**
   * Texts of all scopes that cover these owners, the widest first; owners that are null are left
   * out.
   */
  static String[] covering(
      @Nullable String account,
      @Nullable String strategy,
      @Nullable String symbol,
      @Nullable String modelVersion,
      @Nullable String venue) {
    return new String[] {
      FIRM,
      text("venue:", venue),
      text("model:", modelVersion),
      text("symbol:", symbol),
      text("account:", account),
      text("strategy:", strategy),
      pair(text("account:", account), symbol),
      pair(text("strategy:", strategy), symbol)
    };
  }

  private static @Nullable String text(String prefix, @Nullable String id) {
    return id == null ? null : prefix + id;
  }

  private static @Nullable String pair(@Nullable String owner, @Nullable String symbol) {
    return owner == null || symbol == null ? null : owner + SYMBOL_PART + symbol;
  }

  private static boolean isIdAfter(String prefix, String text) {
    return text.startsWith(prefix) && isId(text.substring(prefix.length()));
  }

  static boolean isId(String id) {
    return !id.isEmpty() && id.chars().noneMatch(c -> c == ':' || c == '/' || c <= ' ');
  }
}
