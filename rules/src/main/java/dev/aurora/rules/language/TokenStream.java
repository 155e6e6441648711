package dev.aurora.rules.language;

import static dev.aurora.rules.language.ProblemCode.MISSING_PARENTHESIS;
import static dev.aurora.rules.language.ProblemCode.TOO_LARGE;

import java.util.ArrayList;
import java.util.List;

/** The words of one file, with a place in them, and the problems found so far. */
final class TokenStream {

  /** Nesting that no policy needs; deeper text would overflow parsers further on. */
  static final int DEPTH_MAX = 20;

  /** Thrown once a problem is reported, up to where reading can go on. */
  static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean unclosed;

    private Stop(boolean unclosed) {
      super(null, null, false, false);
      this.unclosed = unclosed;
    }

    /** Whether a parenthesis was missing, so that counting them tells nothing. */
    boolean unclosed() {
      return unclosed;
    }
  }

  private final List<Token> tokens;
  private final List<Problem> problems;
  private int at;
  private int depth;

  TokenStream(List<Token> tokens, List<Problem> problems) {
    this.tokens = new ArrayList<>(tokens);
    this.problems = problems;
  }

  Token peek() {
    return tokens.get(at);
  }

  Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  /** The word before the present one; the first word at the start. */
  Token previous() {
    return tokens.get(Math.max(0, at - 1));
  }

  Token next() {
    Token token = tokens.get(at);
    if (token.kind() != Token.Kind.END) {
      at++;
    }
    return token;
  }

  int position() {
    return at;
  }

  /** Parentheses that were opened and not closed since a position. */
  int openSince(int position) {
    int open = 0;
    for (Token token : tokens.subList(position, at)) {
      open += token.isSign("(") ? 1 : token.isSign(")") ? -1 : 0;
    }
    return open;
  }

  /** Reads the present word as another one from now on. */
  void replace(Token token) {
    tokens.set(at, token);
  }

  boolean atEnd() {
    return peek().kind() == Token.Kind.END;
  }

  boolean atSign(String sign) {
    return peek().isSign(sign);
  }

  boolean atWord(String word) {
    return peek().isWord(word);
  }

  boolean acceptSign(String sign) {
    boolean there = atSign(sign);
    if (there) {
      next();
    }
    return there;
  }

  boolean acceptWord(String word) {
    boolean there = atWord(word);
    if (there) {
      next();
    }
    return there;
  }

  /** Whether a rule begins here, even where the one before isn't closed. */
  boolean atRule() {
    return atWord("rule") && peek(1).kind() == Token.Kind.TEXT;
  }

  Span expectClose() {
    if (atSign(")")) {
      return next().span();
    }
    throw missingParenthesis();
  }

  Stop missingParenthesis() {
    return stop(
        MISSING_PARENTHESIS,
        previous().span().behind(),
        "A parenthesis is opened and never closed.",
        "Write `)` here.");
  }

  void deeper(Token token) {
    if (++depth > DEPTH_MAX) {
      throw stop(
          TOO_LARGE,
          token.span(),
          "Parentheses are nested more than " + DEPTH_MAX + " deep.",
          "Split the rule into several rules of the same control.");
    }
  }

  void shallower() {
    depth--;
  }

  /** Forgets the nesting, after a problem. */
  void flat() {
    depth = 0;
  }

  void report(ProblemCode code, Span span, String message, String suggestion) {
    problems.add(Problem.error(code, span, message, suggestion));
  }

  Stop stop(ProblemCode code, Span span, String message, String suggestion) {
    report(code, span, message, suggestion);
    return new Stop(code == MISSING_PARENTHESIS);
  }
}
