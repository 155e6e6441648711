package dev.aurora.rules.language;

import static dev.aurora.rules.language.ProblemCode.*;

import dev.aurora.rules.language.Condition.All;
import dev.aurora.rules.language.Condition.Any;
import dev.aurora.rules.language.Condition.Comparison;
import dev.aurora.rules.language.Condition.Flag;
import dev.aurora.rules.language.Condition.Membership;
import dev.aurora.rules.language.Condition.Not;
import dev.aurora.rules.language.Operand.Arithmetic;
import dev.aurora.rules.language.Operand.Read;
import dev.aurora.rules.language.Operand.Sign;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one condition: {@code ||} binds weakest, then {@code &&}, comparison, {@code + -}, {@code
 * *}, {@code !}. Conditions and values share one grammar, because a parenthesis may open either;
 * what stands in the wrong place is told afterwards.
 */
final class ConditionParser {

  private static final Map<String, String> FOREIGN_SIGNS =
      Map.of("=>", ">=", "=<", "<=", "<>", "!=", "&", "&&", "|", "||");
  private static final Map<String, String> FOREIGN_WORDS =
      Map.of("and", "&&", "AND", "&&", "or", "||", "OR", "||");
  private static final Set<String> ENGINE_WORDS =
      Set.of(
          "eval",
          "from",
          "exists",
          "forall",
          "accumulate",
          "collect",
          "contains",
          "excludes",
          "memberOf",
          "matches",
          "soundslike",
          "str",
          "instanceof",
          "new",
          "this",
          "over",
          "after",
          "before",
          "entry",
          "window",
          "function",
          "do",
          "switch",
          "super",
          "class");

  private final TokenStream in;
  private boolean inList;

  ConditionParser(TokenStream in) {
    this.in = in;
  }

  /** Reads up to the {@code ,} or {@code )} that ends the condition. */
  Condition condition() {
    Condition read = asCondition(or());
    if (!in.atSign(",") && !in.atSign(")")) {
      throw unexpected();
    }
    return read;
  }

  private Node or() {
    Node first = and();
    if (!in.atSign("||")) {
      return first;
    }
    List<Condition> parts = new ArrayList<>(List.of(asCondition(first)));
    while (in.acceptSign("||")) {
      parts.add(asCondition(and()));
    }
    return new Any(parts, parts.getFirst().span().to(parts.getLast().span()));
  }

  private Node and() {
    Node first = relation();
    if (!in.atSign("&&")) {
      return first;
    }
    List<Condition> parts = new ArrayList<>(List.of(asCondition(first)));
    while (in.acceptSign("&&")) {
      parts.add(asCondition(relation()));
    }
    return new All(parts, parts.getFirst().span().to(parts.getLast().span()));
  }

  private Node relation() {
    Node read = comparisonOrValue();
    foreignOperator();
    return read;
  }

  private Node comparisonOrValue() {
    Node left = sum();
    if (in.atWord("in") || in.atWord("not")) {
      return membership(left);
    }
    Operator operator = comparison();
    if (operator == null) {
      return left;
    }
    Operand right = asOperand(sum());
    Span span = left.span().to(right.span());
    if (Operator.ofSign(in.peek().text()).isPresent() && in.peek().kind() == Token.Kind.SIGN) {
      throw in.stop(
          CHAINED_COMPARISON,
          in.peek().span(),
          "Two comparisons stand in a row.",
          "Write them one by one: `low <= value && value < high`.");
    }
    return new Comparison(asOperand(left), operator, right, span);
  }

  private @Nullable Operator comparison() {
    Token token = in.peek();
    if (token.kind() != Token.Kind.SIGN) {
      return null;
    }
    if (token.isSign("=")) {
      in.next();
      in.report(
          SINGLE_EQUALS,
          token.span(),
          "A single `=` doesn't compare.",
          "Write `==` for \"is equal to\".");
      return Operator.EQUAL;
    }
    Operator operator = Operator.ofSign(token.text()).orElse(null);
    String meant = FOREIGN_SIGNS.get(token.text());
    if (operator == null && meant != null && Operator.ofSign(meant).isPresent()) {
      in.next();
      in.report(
          FOREIGN_OPERATOR,
          token.span(),
          "`" + token.text() + "` isn't a comparison here.",
          "Write `" + meant + "`.");
      return Operator.ofSign(meant).get();
    }
    if (operator != null) {
      in.next();
    }
    return operator;
  }

  /** {@code and}, {@code or}, {@code &}, {@code |}: told, then read as what they mean. */
  private void foreignOperator() {
    Token token = in.peek();
    String meant =
        token.kind() == Token.Kind.WORD
            ? FOREIGN_WORDS.get(token.text())
            : token.kind() == Token.Kind.SIGN && token.text().length() == 1
                ? FOREIGN_SIGNS.get(token.text())
                : null;
    if (meant == null) {
      return;
    }
    in.report(
        FOREIGN_OPERATOR,
        token.span(),
        "`" + token.text() + "` doesn't join conditions here.",
        "Write `" + meant + "`.");
    in.replace(new Token(Token.Kind.SIGN, meant, token.span()));
  }

  private Node membership(Node left) {
    boolean negated = in.acceptWord("not");
    if (!in.acceptWord("in")) {
      throw in.stop(
          UNEXPECTED_TEXT,
          in.peek().span(),
          "After `not` only `in (...)` can follow here.",
          "Write `not in (...)`, or put `!` before the condition.");
    }
    if (!in.acceptSign("(")) {
      throw in.stop(
          BAD_LIST,
          in.peek().span(),
          "After `in` stands a list in parentheses.",
          "Write `in (\"A\", \"B\")`.");
    }
    List<Operand> values = new ArrayList<>();
    inList = true;
    do {
      values.add(asOperand(sum()));
    } while (in.acceptSign(","));
    inList = false;
    Span close = in.expectClose();
    return new Membership(asOperand(left), negated, values, left.span().to(close));
  }

  private Node sum() {
    Node left = product();
    while (in.atSign("+") || in.atSign("-")) {
      Sign sign = in.next().isSign("+") ? Sign.PLUS : Sign.MINUS;
      left = arithmetic(left, sign, product());
    }
    return left;
  }

  private Node product() {
    Node left = unary();
    while (true) {
      if (in.atSign("/") || in.atSign("%")) {
        throw in.stop(
            DIVISION,
            in.peek().span(),
            "Rules don't divide: the rounding would decide exactly at the boundary.",
            "Multiply the other side, or read a ratio that the fact offers, such as one in bps.");
      }
      if (!in.acceptSign("*")) {
        return left;
      }
      left = arithmetic(left, Sign.TIMES, unary());
    }
  }

  private Node arithmetic(Node left, Sign sign, Node right) {
    return new Arithmetic(asOperand(left), sign, asOperand(right), left.span().to(right.span()));
  }

  private Node unary() {
    Token token = in.peek();
    if (in.acceptSign("!")) {
      in.deeper(token);
      Condition inner = asCondition(unary());
      in.shallower();
      return new Not(inner, token.span().to(inner.span()));
    }
    if (token.isWord("not") && !in.peek(1).isWord("in")) {
      throw in.stop(
          FOREIGN_OPERATOR,
          token.span(),
          "`not` doesn't negate a condition here.",
          "Write `!` before the condition.");
    }
    if (token.isSign("-")) {
      in.next();
      Node value = primary();
      if (value instanceof Operand.Number number) {
        return new Operand.Number(
            number.value().negate(), number.whole(), token.span().to(number.span()));
      }
      throw in.stop(
          UNEXPECTED_TEXT,
          token.span(),
          "A minus sign stands only between two values or before a number.",
          "Write `0 - value`.");
    }
    return primary();
  }

  private Node primary() {
    Token token = in.peek();
    return switch (token.kind()) {
      case TEXT -> new Operand.Text(in.next().text(), token.span());
      case NUMBER -> new NumberReader(in, inList).number();
      case WORD -> word(token);
      case SIGN -> {
        if (!token.isSign("(")) {
          throw unexpected();
        }
        in.next();
        in.deeper(token);
        Node inner = or();
        in.expectClose();
        in.shallower();
        yield inner;
      }
      case END -> throw unexpected();
    };
  }

  private Node word(Token token) {
    if (token.isWord("true") || token.isWord("false")) {
      return new Operand.Truth(in.next().isWord("true"), token.span());
    }
    if (token.isWord("null") || token.isWord("nil")) {
      throw in.stop(
          NULL_TEST,
          token.span(),
          "Rules don't ask for null: a missing fact already denies the order, with its own code.",
          "Remove the test, or read a field that is always present.");
    }
    if (ENGINE_WORDS.contains(token.text())) {
      throw in.stop(
          FORBIDDEN_WORD,
          token.span(),
          "`" + token.text() + "` isn't allowed in a policy's rule.",
          "Use comparisons, `in`, `&&`, `||` and `!` on the fact's own fields.");
    }
    in.next();
    String name = token.text();
    Span span = token.span();
    while (in.atSign(".") && in.peek(1).kind() == Token.Kind.WORD) {
      in.next();
      Token part = in.next();
      name += "." + part.text();
      span = span.to(part.span());
    }
    if (in.atSign("(")) {
      throw in.stop(
          FORBIDDEN_CALL,
          span.to(in.peek().span()),
          "`" + name + "(` would call a method; rules only read fields.",
          "Write the field's name without parentheses.");
    }
    return new Read(name, span);
  }

  private Condition asCondition(Node node) {
    return switch (node) {
      case Condition condition -> condition;
      case Read read -> new Flag(read, read.span());
      case Operand value ->
          throw in.stop(
              NOT_A_CONDITION,
              value.span(),
              "`" + value.text() + "` is a value; a condition compares it with something.",
              "Add a comparison, such as `orderValue > limits.orderValueMax`.");
    };
  }

  private Operand asOperand(Node node) {
    return switch (node) {
      case Operand operand -> operand;
      case Condition condition ->
          throw in.stop(
              NOT_A_VALUE,
              condition.span(),
              "`" + condition.text() + "` is a condition, but a value is needed here.",
              "Join conditions with `&&` or `||`.");
    };
  }

  private TokenStream.Stop unexpected() {
    Token token = in.peek();
    if (token.isSign("[")
        || token.isSign("{")
        || token.isSign("?")
        || token.isSign("^")
        || token.isSign("#")
        || token.isSign("~")) {
      return in.stop(
          FORBIDDEN_WORD,
          token.span(),
          token.shown() + " isn't allowed in a policy's rule.",
          "Use comparisons, `in`, `&&`, `||` and `!` on the fact's own fields.");
    }
    if (token.isSign("'")) {
      return in.stop(
          UNEXPECTED_TEXT,
          token.span(),
          "Texts stand in double quotes.",
          "Write \"...\" instead of '...'.");
    }
    if (token.kind() == Token.Kind.WORD && ENGINE_WORDS.contains(token.text())) {
      return in.stop(
          FORBIDDEN_WORD,
          token.span(),
          "`" + token.text() + "` isn't allowed in a policy's rule.",
          "Use comparisons, `in`, `&&`, `||` and `!` on the fact's own fields.");
    }
    if (token.isSign(";")
        || token.kind() == Token.Kind.END
        || token.isWord("then")
        || token.isWord("end")) {
      return in.missingParenthesis();
    }
    return in.stop(
        UNEXPECTED_TEXT,
        token.span(),
        token.shown() + " can't be understood here.",
        "Between two conditions stands `,` or `&&` or `||`.");
  }
}
