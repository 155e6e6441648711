package dev.aurora.rules.language;

/**
 * A word of the language.
 *
 * @param text as written; of a quoted text, what stands between the quotes
 */
record Token(Kind kind, String text, Span span) {

  enum Kind {
    WORD,
    TEXT,
    NUMBER,
    SIGN,
    END
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equals(word);
  }

  boolean isSign(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  /** How it is named in a message. */
  String shown() {
    return switch (kind) {
      case END -> "the end of the file";
      case TEXT -> '"' + text + '"';
      case WORD, NUMBER, SIGN -> "`" + text + "`";
    };
  }
}
