package dev.aurora.rules.language;

import static dev.aurora.rules.language.ProblemCode.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rules of one file. After a mistake it goes on at the next condition, part or rule, so
 * that all mistakes are found at once.
 */
final class RuleFileParser {

  private static final Set<String> PARTS = Set.of("when", "then", "end");

  /** First words of the rule attributes of the engine, {@code no-loop} and the like. */
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "salience",
          "no",
          "agenda",
          "activation",
          "auto",
          "lock",
          "ruleflow",
          "date",
          "enabled",
          "duration",
          "timer",
          "calendars",
          "dialect",
          "refract",
          "direct",
          "attributes",
          "extends");

  private static final Set<String> STATEMENTS =
      Set.of(
          "import",
          "global",
          "function",
          "declare",
          "query",
          "unit",
          "dialect",
          "trait",
          "expander",
          "template",
          "attributes",
          "salience",
          "enum",
          "class",
          "entry",
          "window");

  private final SourceFile source;
  private final List<Lexer.Comment> comments;
  private final TokenStream in;
  private final List<Problem> problems;
  private boolean broken;

  RuleFileParser(SourceFile source, List<Problem> problems) {
    this.source = source;
    this.problems = problems;
    Lexer.Lexed lexed = new Lexer(source, problems).lex();
    this.comments = lexed.comments();
    this.in = new TokenStream(new TokenSizes(problems).capped(lexed.tokens()), problems);
  }

  List<ParsedRule> parse() {
    packageLine();
    List<ParsedRule> rules = new ArrayList<>();
    while (!in.atEnd()) {
      if (in.atWord("rule")) {
        rules.add(rule());
      } else {
        strayStatement();
      }
    }
    return rules;
  }

  private void packageLine() {
    Token first = in.peek();
    if (!in.acceptWord("package")) {
      in.report(
          PACKAGE_LINE,
          first.span(),
          "The file doesn't begin with its package.",
          "Write `package policy;` as the first line.");
      return;
    }
    Token name = in.next();
    if (!name.isWord("policy") || in.atSign(".")) {
      in.report(
          PACKAGE_LINE,
          name.span(),
          "All rules stand in the package `policy`.",
          "Write `package policy;`.");
      skipPast(";");
      return;
    }
    if (!in.acceptSign(";")) {
      in.report(
          MISSING_SEMICOLON,
          name.span().behind(),
          "The package line isn't closed.",
          "Write `package policy;`.");
    }
  }

  private void strayStatement() {
    Token token = in.peek();
    if (token.isWord("package")) {
      in.report(PACKAGE_LINE, token.span(), "A second package line.", "Remove it.");
    } else if (STATEMENTS.contains(token.text()) && token.kind() == Token.Kind.WORD) {
      in.report(
          FORBIDDEN_STATEMENT,
          token.span(),
          "`" + token.text() + "` isn't allowed: a policy's file holds rules only.",
          "Remove it; rules read the fields of the fact, which need no preparation.");
    } else if (token.isWord("end")) {
      in.report(
          NOT_A_RULE, token.span(), "This `end` closes nothing.", "Remove it, or add its rule.");
    } else {
      in.report(
          NOT_A_RULE,
          token.span(),
          token.shown() + " doesn't belong to any rule.",
          "A rule begins with `rule \"its name\"`.");
    }
    in.next();
    while (!in.atEnd() && !in.atRule() && !(in.atWord("rule") && in.previous().isSign(";"))) {
      in.next();
    }
  }

  private ParsedRule rule() {
    Token keyword = in.next();
    broken = false;
    in.flat();
    Token name = in.peek();
    if (name.kind() == Token.Kind.TEXT) {
      in.next();
    } else {
      report(
          UNEXPECTED_TEXT,
          name.span(),
          "A rule's name stands in double quotes.",
          "Write `rule \"Deny an order above ...\"`.");
      skipToPart();
    }
    String title = name.kind() == Token.Kind.TEXT ? name.text() : "";
    List<Metadata> metadata = metadata();
    Pattern pattern = when();
    List<ParsedRule.Call> actions = new ArrayList<>();
    Span actionSpan = then(pattern.variable(), actions);
    end(title, keyword);
    return new ParsedRule(
        title,
        name.span(),
        commentAbove(keyword.span().line()),
        metadata,
        pattern.factType(),
        pattern.factSpan(),
        pattern.conditions(),
        actions,
        actionSpan,
        broken,
        keyword.span().to(name.span()));
  }

  /** The comment lines that stand directly above a line, joined by spaces. */
  private String commentAbove(int line) {
    StringBuilder text = new StringBuilder();
    int below = line;
    for (int i = comments.size() - 1; i >= 0; i--) {
      Lexer.Comment comment = comments.get(i);
      if (comment.lastLine() == below - 1) {
        text.insert(0, text.isEmpty() ? comment.text() : comment.text() + " ");
        below = comment.firstLine();
      }
    }
    return text.toString();
  }

  private List<Metadata> metadata() {
    List<Metadata> entries = new ArrayList<>();
    while (!in.atEnd() && !atPart() && !in.atRule()) {
      Token token = in.peek();
      try {
        entries.add(metadataEntry());
      } catch (TokenStream.Stop stop) {
        broken = true;
        if (in.peek() == token) {
          in.next();
        }
        while (!in.atEnd() && !in.atSign("@") && !atPart() && !in.atRule()) {
          in.next();
        }
      }
    }
    return entries;
  }

  private Metadata metadataEntry() {
    Token at = in.peek();
    if (!in.acceptSign("@")) {
      throw in.stop(
          ATTRIBUTES.contains(at.text()) ? RULE_ATTRIBUTE : UNEXPECTED_TEXT,
          at.span(),
          ATTRIBUTES.contains(at.text())
              ? "The rule attribute `" + at.text() + "` isn't allowed: rules are independent."
              : at.shown() + " can't stand between a rule's name and `when`.",
          "Here stands metadata only, such as `@owner(\"risk\")`.");
    }
    Token name = in.next();
    if (!in.acceptSign("(") || in.peek().kind() != Token.Kind.TEXT || !in.peek(1).isSign(")")) {
      throw in.stop(
          BAD_METADATA,
          at.span().to(name.span()),
          "`@" + name.text() + "` holds exactly one text in quotes.",
          "Write `@" + name.text() + "(\"...\")`.");
    }
    String value = in.next().text();
    return new Metadata(name.text(), value, at.span().to(in.next().span()));
  }

  /** What the pattern of a rule says; the variable is as written, to be held against the action. */
  private record Pattern(
      String variable,
      @Nullable String factType,
      @Nullable Span factSpan,
      List<Condition> conditions) {}

  private Pattern when() {
    List<Condition> conditions = new ArrayList<>();
    Token keyword = in.peek();
    if (!in.acceptWord("when")) {
      missingPart("when", keyword);
      return new Pattern("$check", null, null, conditions);
    }
    String variable = "$check";
    Token type = in.peek();
    try {
      Token name = in.peek();
      if (!name.text().startsWith("$") || !in.peek(1).isSign(":")) {
        throw patternExpected(name);
      }
      variable = in.next().text();
      in.next();
      type = in.next();
      if (type.kind() != Token.Kind.WORD || !in.acceptSign("(")) {
        throw patternExpected(type);
      }
      conditions(conditions);
      nothingBeforeThen();
    } catch (TokenStream.Stop stop) {
      broken = true;
      skipToPart();
    }
    boolean typed = type.kind() == Token.Kind.WORD && Character.isUpperCase(type.text().charAt(0));
    return new Pattern(
        variable, typed ? type.text() : null, typed ? type.span() : null, conditions);
  }

  private TokenStream.Stop patternExpected(Token found) {
    boolean engineWord =
        Set.of("not", "exists", "forall", "eval", "accumulate", "from").contains(found.text());
    return in.stop(
        engineWord ? FORBIDDEN_WORD : UNEXPECTED_TEXT,
        found.span(),
        engineWord
            ? "`" + found.text() + "` isn't allowed in a policy's rule."
            : "After `when` stands one pattern, not " + found.shown() + ".",
        "Write `$check : OrderCheck( ... )`.");
  }

  private void conditions(List<Condition> conditions) {
    if (in.acceptSign(")")) {
      return;
    }
    while (true) {
      int before = problems.size();
      int from = in.position();
      try {
        conditions.add(new ConditionParser(in).condition());
        broken |= problems.size() > before;
      } catch (TokenStream.Stop stop) {
        broken = true;
        in.flat();
        if (!skipCondition(stop.unclosed() ? 0 : in.openSince(from))) {
          return;
        }
      }
      if (in.acceptSign(")")) {
        return;
      }
      in.next();
    }
  }

  /** Goes to the end of a condition that can't be read; false when the pattern ends before it. */
  private boolean skipCondition(int alreadyOpen) {
    int open = alreadyOpen;
    while (!in.atEnd() && !atPart() && !in.atRule()) {
      if (in.atSign("(")) {
        open++;
      } else if (in.atSign(")") && open-- == 0) {
        return true;
      } else if (in.atSign(",") && open <= 0) {
        return true;
      }
      in.next();
    }
    return false;
  }

  private void nothingBeforeThen() {
    Token token = in.peek();
    boolean action = token.text().startsWith("$") && in.peek(1).isSign(".");
    if (atPart() || in.atEnd() || in.atRule() || action) {
      return;
    }
    if (token.isSign(")")) {
      throw in.stop(UNEXPECTED_TEXT, token.span(), "This `)` closes nothing.", "Remove it.");
    }
    boolean pattern = token.text().startsWith("$") || in.peek(1).isSign("(");
    boolean engineWord = Set.of("from", "over", "or", "and", "not").contains(token.text());
    throw in.stop(
        pattern && !engineWord ? SECOND_PATTERN : FORBIDDEN_WORD,
        token.span(),
        pattern && !engineWord
            ? "A rule looks at one fact, but a second pattern begins here."
            : token.shown() + " isn't allowed behind the pattern.",
        "Put all conditions into the one pattern.");
  }

  private Span then(String variable, List<ParsedRule.Call> actions) {
    Token keyword = in.peek();
    if (!in.acceptWord("then")) {
      missingPart("then", keyword);
      return keyword.span();
    }
    if (in.atSign("[")) {
      report(
          FORBIDDEN_WORD,
          in.peek().span(),
          "A named `then` isn't allowed.",
          "Write one `then` with one verb.");
      skipToPart();
    }
    while (!in.atEnd() && !atPart() && !in.atRule()) {
      try {
        actions.add(new ActionParser(in, variable).call());
      } catch (TokenStream.Stop stop) {
        broken = true;
        while (!in.atEnd() && !atPart() && !in.atRule() && !in.acceptSign(";")) {
          in.next();
        }
      }
    }
    return keyword.span();
  }

  private void end(String title, Token keyword) {
    if (in.acceptWord("end")) {
      in.acceptSign(";");
      return;
    }
    if (in.atWord("when") || in.atWord("then")) {
      report(
          UNEXPECTED_TEXT,
          in.peek().span(),
          in.peek().shown() + " stands twice in this rule.",
          "Close the rule with `end` first, or remove it.");
      in.next();
      while (!in.atEnd() && !in.atWord("end") && !in.atRule()) {
        in.next();
      }
      in.acceptWord("end");
      return;
    }
    report(
        MISSING_END,
        keyword.span(),
        "The rule \"" + title + "\" isn't closed.",
        "Write `end` behind its action.");
  }

  private void missingPart(String part, Token found) {
    // A rule that breaks off has its own problem: the missing `end`.
    if (!broken) {
      report(
          MISSING_PART,
          found.span(),
          "`" + part + "` is expected here, not " + found.shown() + ".",
          "A rule reads: `rule` ... `when` ... `then` ... `end`.");
    }
    broken = true;
    while (!in.atEnd() && !atPart() && !in.atRule()) {
      in.next();
    }
  }

  private void skipToPart() {
    while (!in.atEnd() && !atPart() && !in.atRule() && !in.atSign("@")) {
      in.next();
    }
  }

  private void skipPast(String sign) {
    while (!in.atEnd() && !in.atWord("rule") && !in.acceptSign(sign)) {
      in.next();
    }
  }

  private boolean atPart() {
    return in.peek().kind() == Token.Kind.WORD && PARTS.contains(in.peek().text());
  }

  private void report(ProblemCode code, Span span, String message, String suggestion) {
    broken = true;
    in.report(code, span, message, suggestion);
  }

  /** The file that is read. */
  SourceFile source() {
    return source;
  }
}
