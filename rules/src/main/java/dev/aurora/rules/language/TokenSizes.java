package dev.aurora.rules.language;

import static dev.aurora.rules.language.ProblemCode.TOO_LARGE;

import java.util.ArrayList;
import java.util.List;

/**
 * Caps what a rule may come to before it is parsed: whatever is nested, joined or listed, no later
 * step gets more than it can take.
 */
final class TokenSizes {

  /** Words and signs of one rule; the firm's limits, the longest there is, take some 400. */
  static final int RULE_TOKENS_MAX = 1_500;

  /** Letters of a name of a field, and of a number. */
  static final int WORD_LENGTH_MAX = 100;

  /** Letters of a quoted text. */
  static final int TEXT_LENGTH_MAX = 1_000;

  private final List<Problem> problems;

  TokenSizes(List<Problem> problems) {
    this.problems = problems;
  }

  /** The tokens without what is too large, which is reported. */
  List<Token> capped(List<Token> tokens) {
    List<Token> kept = new ArrayList<>(tokens.size());
    int inRule = 0;
    for (Token token : tokens) {
      inRule = token.isWord("rule") ? 0 : inRule + 1;
      if (inRule == RULE_TOKENS_MAX) {
        report(token, "The rule has more than " + RULE_TOKENS_MAX + " words and signs.");
      }
      if (inRule < RULE_TOKENS_MAX || token.kind() == Token.Kind.END) {
        kept.add(shortened(token));
      }
    }
    return kept;
  }

  private Token shortened(Token token) {
    int max = token.kind() == Token.Kind.TEXT ? TEXT_LENGTH_MAX : WORD_LENGTH_MAX;
    if (token.text().length() <= max) {
      return token;
    }
    report(
        token,
        token.kind() == Token.Kind.TEXT
            ? "The text has more than " + TEXT_LENGTH_MAX + " letters."
            : "The word has more than " + WORD_LENGTH_MAX + " letters.");
    return new Token(token.kind(), token.text().substring(0, max), token.span());
  }

  private void report(Token token, String message) {
    problems.add(Problem.error(TOO_LARGE, token.span(), message, "Write it shorter, or split it."));
  }
}
