package dev.aurora.rules.language;

import static dev.aurora.rules.language.ProblemCode.*;

import org.jspecify.annotations.Nullable;

/** Reads one statement of an action: {@code $check.deny();} or {@code $limits.name("text");}. */
final class ActionParser {

  private final TokenStream in;
  private final String variable;

  ActionParser(TokenStream in, String variable) {
    this.in = in;
    this.variable = variable;
  }

  ParsedRule.Call call() {
    Token owner = in.next();
    if (owner.kind() != Token.Kind.WORD || !owner.text().startsWith("$")) {
      throw forbidden(owner);
    }
    if (!owner.isWord(variable)) {
      throw in.stop(
          UNKNOWN_VARIABLE,
          owner.span(),
          "`" + owner.text() + "` isn't the variable of the pattern, `" + variable + "`.",
          "Write `" + variable + "`.");
    }
    Token verb = in.peek(1);
    if (!in.acceptSign(".") || verb.kind() != Token.Kind.WORD) {
      throw forbidden(in.peek());
    }
    in.next();
    Span name = owner.span().to(verb.span());
    if (!in.acceptSign("(")) {
      throw in.stop(
          MISSING_PARENTHESIS,
          verb.span().behind(),
          "Behind `" + verb.text() + "` its parentheses are missing.",
          "Write `" + name(verb) + "(...);`.");
    }
    Token first = in.peek();
    String argument = argument();
    closeStatement(verb);
    return new ParsedRule.Call(verb.text(), argument, name, first.span());
  }

  private String name(Token verb) {
    return variable + "." + verb.text();
  }

  private @Nullable String argument() {
    Token token = in.peek();
    if (token.isSign(")")) {
      return null;
    }
    if (token.kind() == Token.Kind.TEXT) {
      return in.next().text();
    }
    if (token.kind() == Token.Kind.NUMBER || token.isSign("-") || token.isWord("unlimited")) {
      Span last = token.span();
      while (!in.atEnd() && !in.atSign(")") && !in.atSign(";")) {
        last = in.next().span();
      }
      Span all = token.span().to(last);
      throw in.stop(
          UNQUOTED_LIMIT,
          all,
          "A limit's value stands in quotes; without them it would be a binary fraction.",
          "Write the value as a text, such as \"50 000\".");
    }
    throw forbidden(token);
  }

  private void closeStatement(Token verb) {
    if (!in.acceptSign(")")) {
      Token token = in.peek();
      if (token.isSign(";") || token.isWord("end") || token.kind() == Token.Kind.END) {
        throw in.missingParenthesis();
      }
      throw forbidden(token);
    }
    if (!in.acceptSign(";")) {
      if (in.atSign(".")) {
        throw forbidden(in.peek());
      }
      in.report(
          MISSING_SEMICOLON,
          in.previous().span().behind(),
          "The statement isn't closed.",
          "Write `;` behind `" + name(verb) + "(...)`.");
    }
  }

  private TokenStream.Stop forbidden(Token token) {
    return in.stop(
        FORBIDDEN_ACTION,
        token.span(),
        token.shown() + " isn't allowed in an action.",
        "An action is one verb: `" + variable + ".deny();`.");
  }
}
