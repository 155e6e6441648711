package dev.aurora.rules.language;

import static dev.aurora.rules.language.ProblemCode.CURLY_QUOTES;
import static dev.aurora.rules.language.ProblemCode.ESCAPE;
import static dev.aurora.rules.language.ProblemCode.OPEN_COMMENT;
import static dev.aurora.rules.language.ProblemCode.OPEN_TEXT;
import static dev.aurora.rules.language.ProblemCode.STRANGE_CHARACTER;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Cuts the text of one file into words. What can't be a word is a problem and is left out, so that
 * one slip is one problem. Not thread-safe; one file, one lexer.
 */
final class Lexer {

  private static final List<String> LONG_SIGNS =
      List.of("&&", "||", "==", "!=", "<=", ">=", "=>", "=<", "<>");
  private static final String SHORT_SIGNS = "(),;:@.!<>=+-*/%{}[]?&|^~#'";
  private static final String DOUBLE_CURLY = "\u201C\u201D\u201E\u201F\u00AB\u00BB";
  private static final String SINGLE_CURLY = "\u2018\u2019\u201A\u201B";

  /** A comment and the lines that it covers. */
  record Comment(int firstLine, int lastLine, String text) {}

  /** What is left of a file: its words, closed by one of kind END, and its comments. */
  record Lexed(List<Token> tokens, List<Comment> comments) {}

  private final String file;
  private final String text;
  private final List<Problem> problems;
  private final List<Token> tokens = new ArrayList<>();
  private final List<Comment> comments = new ArrayList<>();
  private int at;
  private int line = 1;
  private final int[] lineStarts;

  Lexer(SourceFile source, List<Problem> problems) {
    this.file = source.path();
    this.text = source.text();
    this.problems = problems;
    this.lineStarts =
        IntStream.concat(
                IntStream.of(0),
                IntStream.range(0, text.length())
                    .filter(place -> text.charAt(place) == '\n')
                    .map(place -> place + 1))
            .toArray();
  }

  Lexed lex() {
    while (at < text.length()) {
      next();
    }
    tokens.add(new Token(Token.Kind.END, "", span(at, at)));
    return new Lexed(List.copyOf(tokens), List.copyOf(comments));
  }

  private void next() {
    char c = text.charAt(at);
    if (c == '\n') {
      at++;
      newLine();
    } else if (c == ' ' || c == '\t' || c == '\r' && peek(1) == '\n') {
      at++;
    } else if (text.startsWith("//", at)) {
      lineComment();
    } else if (text.startsWith("/*", at)) {
      blockComment();
    } else if (c == '"') {
      quotedText();
    } else if (DOUBLE_CURLY.indexOf(c) >= 0 || SINGLE_CURLY.indexOf(c) >= 0) {
      curlyText();
    } else if (isDigit(c) || c == '.' && isDigit(peek(1)) && !follows(Token.Kind.WORD)) {
      take(Token.Kind.NUMBER, '.');
    } else if (isWordStart(c)) {
      take(Token.Kind.WORD, '$');
    } else {
      sign(c);
    }
  }

  private void newLine() {
    line++;
  }

  private boolean follows(Token.Kind kind) {
    return !tokens.isEmpty()
        && tokens.getLast().kind() == kind
        && tokens.getLast().span().end() == at;
  }

  private void take(Token.Kind kind, char alsoInside) {
    int start = at;
    while (at < text.length()
        && (isWordStart(text.charAt(at)) && text.charAt(at) != '$'
            || isDigit(text.charAt(at))
            || text.charAt(at) == alsoInside)) {
      at++;
    }
    if (at < text.length() && Character.isLetter(text.codePointAt(at))) {
      foreignWord(start);
      return;
    }
    tokens.add(new Token(kind, text.substring(start, at), span(start, at)));
  }

  /** A word with letters that only look like those of a field's name; told once, as a whole. */
  private void foreignWord(int start) {
    while (at < text.length() && Character.isLetterOrDigit(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    String word = text.substring(start, at);
    String foreign =
        word.codePoints()
            .filter(c -> c > 127)
            .mapToObj("U+%04X"::formatted)
            .collect(Collectors.joining(", "));
    report(
        STRANGE_CHARACTER,
        start,
        at,
        "In " + word + " stand letters of another alphabet (" + foreign + ").",
        "Type the word again.");
    tokens.add(new Token(Token.Kind.WORD, word, span(start, at)));
  }

  private void lineComment() {
    int start = at;
    int end = text.indexOf('\n', at);
    at = end < 0 ? text.length() : end;
    lookFor(start, at);
    comments.add(new Comment(line, line, text.substring(start + 2, at).strip()));
  }

  private void blockComment() {
    int start = at;
    int firstLine = line;
    int close = text.indexOf("*/", at + 2);
    if (close < 0) {
      report(
          OPEN_COMMENT, start, start + 2, "This comment is never closed.", "Close it with `*/`.");
      at = text.length();
      return;
    }
    lookFor(start, close);
    while (at < close + 2) {
      if (text.charAt(at++) == '\n') {
        newLine();
      }
    }
    comments.add(new Comment(firstLine, line, text.substring(start + 2, close).strip()));
  }

  private void quotedText() {
    int start = at++;
    while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\n') {
      if (DOUBLE_CURLY.indexOf(text.charAt(at)) >= 0 && !closesOnThisLine(at)) {
        report(
            CURLY_QUOTES,
            at,
            at + 1,
            "This text begins with a straight quote and ends with a curly one.",
            "Write \" on both sides.");
        addText(start, at++);
        return;
      }
      at++;
    }
    if (at < text.length() && text.charAt(at) == '"') {
      addText(start, at++);
      return;
    }
    int end = text.substring(start, at).stripTrailing().length() + start;
    report(
        OPEN_TEXT, start, end, "This quoted text isn't closed on its line.", "Close it with \".");
    // What most often follows a text is kept, so that one missing quote stays one problem.
    while (end > start + 1 && ");,".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    at = end;
    addText(start, end);
  }

  private boolean closesOnThisLine(int from) {
    int quote = text.indexOf('"', from);
    int end = text.indexOf('\n', from);
    return quote >= 0 && (end < 0 || quote < end);
  }

  private void addText(int start, int end) {
    lookFor(start + 1, end);
    String inner = text.substring(start + 1, end);
    int closed = end < text.length() && text.charAt(end) != '\n' ? end + 1 : end;
    tokens.add(new Token(Token.Kind.TEXT, inner, span(start, closed)));
  }

  private void curlyText() {
    int start = at++;
    while (at < text.length() && !isQuote(text.charAt(at)) && text.charAt(at) != '\n') {
      at++;
    }
    boolean closed = at < text.length() && isQuote(text.charAt(at));
    String inner = text.substring(start + 1, at);
    at = closed ? at + 1 : at;
    report(
        CURLY_QUOTES,
        start,
        at,
        "These are curly quotes, as word processors make them.",
        "Write straight quotes: \"" + inner.strip() + "\".");
    tokens.add(new Token(Token.Kind.TEXT, inner, span(start, at)));
  }

  private static boolean isQuote(char c) {
    return c == '"' || DOUBLE_CURLY.indexOf(c) >= 0 || SINGLE_CURLY.indexOf(c) >= 0;
  }

  private void sign(char c) {
    int start = at;
    for (String sign : LONG_SIGNS) {
      if (text.startsWith(sign, at)) {
        at += sign.length();
        tokens.add(new Token(Token.Kind.SIGN, sign, span(start, at)));
        return;
      }
    }
    if (c == '\\') {
      lookFor(at, at + 1);
      at = Character.isLetter(peek(1)) ? at + 2 : at + 1;
    } else if (SHORT_SIGNS.indexOf(c) >= 0) {
      at++;
      tokens.add(new Token(Token.Kind.SIGN, String.valueOf(c), span(start, at)));
    } else {
      strange(c);
    }
  }

  private void strange(char c) {
    int start = at;
    if (Character.isLetter(text.codePointAt(at))) {
      foreignWord(start);
      return;
    }
    at += Character.charCount(text.codePointAt(at));
    String name = "U+%04X".formatted(text.codePointAt(start));
    report(
        STRANGE_CHARACTER,
        start,
        at,
        isHidden(c) || Character.isSpaceChar(c)
            ? "Here stands a character that can't be seen (" + name + ")."
            : "The character " + text.substring(start, at) + " (" + name + ") has no meaning here.",
        "Remove it.");
  }

  /** Looks inside a text or a comment for what could make a rule other than it looks. */
  private void lookFor(int from, int to) {
    // Either half of a pair stands for the whole: looking from the second one does no harm.
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        report(
            ESCAPE,
            i,
            i + 1,
            "A backslash could hide what this rule says.",
            "Remove it; texts and comments need no escapes.");
        return;
      }
      // A lone carriage return ends a line for other readers, and a comment with it.
      int point = text.codePointAt(i);
      if (isHidden(point) || c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n')) {
        report(
            STRANGE_CHARACTER,
            i,
            i + Character.charCount(point),
            "Here stands a character that can't be seen (U+%04X).".formatted(point),
            "Remove it.");
        return;
      }
    }
  }

  /** Control and direction characters: what an officer reads must be what the engine reads. */
  private static boolean isHidden(int c) {
    if (c == '\t' || c == '\n' || c == '\r') {
      return false;
    }
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.UNASSIGNED
        || type == Character.PRIVATE_USE
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  private void report(ProblemCode code, int start, int end, String message, String suggestion) {
    problems.add(Problem.error(code, span(start, end), message, suggestion));
  }

  /** A span of this file. Lines are looked up, not counted: a file may be one long line. */
  private Span span(int start, int end) {
    int found = Arrays.binarySearch(lineStarts, start);
    int row = found >= 0 ? found : -found - 2;
    int begin = lineStarts[row];
    return new Span(file, start, end, row + 1, start - begin + 1, end - begin + 1);
  }

  private char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : '\n';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWordStart(char c) {
    return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '_' || c == '$';
  }
}
