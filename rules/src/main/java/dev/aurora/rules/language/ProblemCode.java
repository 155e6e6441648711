package dev.aurora.rules.language;

/**
 * Every kind of mistake that a policy can hold, one constant a cause. Each has a page under {@code
 * docs/rules/} with a bad and a good example. Numbers are never used for something else.
 */
public enum ProblemCode {
  // Files and text
  UNREADABLE_FILE("001", "The file can't be read as text."),
  TOO_LARGE("002", "A file, a rule or a condition is larger than anything a policy needs."),
  PACKAGE_LINE("011", "Each file begins with `package policy;`."),
  NOT_A_RULE("012", "Only rules stand in a file."),
  MISSING_END("021", "A rule isn't closed by `end`."),
  MISSING_PARENTHESIS("022", "An opening parenthesis isn't closed."),
  MISSING_SEMICOLON("023", "A statement isn't closed by `;`."),
  UNEXPECTED_TEXT("024", "Something stands where it can't be understood."),
  MISSING_PART("025", "A rule lacks `when` or `then`."),
  CURLY_QUOTES("031", "Curly quotes of a word processor stand where straight ones are needed."),
  OPEN_TEXT("032", "A quoted text isn't closed on its line."),
  STRANGE_CHARACTER("033", "A character that can't be seen or has no meaning in a rule."),
  ESCAPE("034", "A backslash: escapes could hide what a rule says."),
  OPEN_COMMENT("035", "A comment isn't closed."),

  // Names
  UNKNOWN_FACT("101", "The pattern names a fact that doesn't exist."),
  UNKNOWN_FIELD("102", "A condition reads a field that the fact doesn't have."),
  UNKNOWN_LIMIT("103", "A condition reads a limit that doesn't exist."),
  RAW_FIELD("104", "A condition reads a value that may rightly be absent."),
  UNKNOWN_VERB("105", "The action isn't one of the three verbs."),
  UNKNOWN_VARIABLE("106", "The variable isn't the one that patterns and actions use."),
  DUPLICATE_NAME("107", "Two rules have the same name."),

  // Values and comparisons
  SINGLE_EQUALS("201", "`=` where `==` is meant."),
  FOREIGN_OPERATOR("202", "An operator of another language."),
  MIXED_KINDS("203", "Two kinds of values are compared."),
  TEXT_ORDER("204", "A text is compared by size."),
  NOT_A_CONDITION("205", "A value stands alone where a condition is needed."),
  NOT_A_VALUE("206", "A condition stands where a value is needed."),
  BAD_LIST("207", "The list of `in` isn't a list of values of one kind."),
  CHAINED_COMPARISON("208", "Two comparisons in a row."),
  VALUE_FIRST("209", "A fixed value stands left of the comparison."),
  CONSTANT_SUM("210", "A calculation or comparison of fixed values only."),
  COMMA_DECIMAL("211", "A comma inside a number."),
  NOT_A_NUMBER("212", "A number that isn't written plainly."),
  NUMBER_RANGE("213", "A whole number that needs a B, or more digits than are exact."),
  BINARY_FRACTION("214", "A decimal without B would be rounded to a binary fraction."),
  UNQUOTED_TEXT("215", "A text without quotes."),
  COUNT_WITH_DECIMAL("216", "A count is compared with a decimal."),
  MIXED_ARITHMETIC("217", "A calculation that the engine could get wrong or can't compile."),

  // Forbidden
  FORBIDDEN_CALL("301", "A method call in a rule."),
  FORBIDDEN_WORD("302", "A part of the rule engine's language that policies may not use."),
  DIVISION("303", "A division: its rounding would decide at the boundary."),
  RULE_ATTRIBUTE("304", "A rule attribute such as salience."),
  FORBIDDEN_STATEMENT("305", "A statement other than a rule."),
  NULL_TEST("306", "A test for null."),
  SECOND_PATTERN("307", "More than one pattern in a rule."),
  FORBIDDEN_ACTION("308", "An action other than one verb."),

  // Logic
  NEVER_FIRES("405", "The condition can never be true."),
  ALWAYS_FIRES("406", "The condition is always true."),
  SAME_CONDITION("407", "Two rules of a control have the same condition."),
  SUBSUMED("408", "A rule finds nothing that another rule of its control doesn't find."),
  LADDER_GAP("409", "Between two tiers of a ladder lies a gap."),
  LADDER_OVERLAP("410", "Two tiers of a ladder overlap."),

  // Metadata and folders
  UNKNOWN_METADATA("501", "Metadata that doesn't exist."),
  MISSING_METADATA("502", "Metadata that every rule needs is missing."),
  BAD_METADATA("503", "A metadata value isn't one of those allowed."),
  REPEATED_METADATA("504", "Metadata stands twice."),
  VERB_MISMATCH("505", "The verb and @consequence disagree."),
  WRONG_FOLDER("506", "The @id isn't the name of the folder."),
  UNKNOWN_CONTROL("507", "The control isn't in the catalogue."),
  KILL_WITHOUT_HALT("508", "@kill stands in a rule that doesn't halt."),
  MISSING_TIER("509", "Rules of one control can't be told apart."),
  WRONG_PLACE("510", "A file stands where the engine doesn't look, or a control has no rule."),
  LIFTED_BASELINE("511", "A control of the baseline isn't enforced from the first stage on."),
  LATCH_ELSEWHERE("512", "@ends or @scope stands in a rule that is no breaker."),
  DENIES_IN_BREAKER("513", "A breaker denies, but there is no order before it."),
  HALT_ENDS_BY_ITSELF("514", "A halt would end without a person."),
  NO_PART("515", "A breaker doesn't say which part of an event it looks at."),
  LATCHES_IN_PROMOTION("521", "A go / no-go condition does more than refuse a candidate."),

  // Limits
  LIMIT_NAME("601", "A limit that doesn't exist is set."),
  LIMIT_TWICE("602", "A limit is set twice in one scope."),
  SCOPE_TWICE("603", "A scope stands twice."),
  BAD_SCOPE("604", "A scope isn't written as the engine knows it."),
  UNQUOTED_LIMIT("605", "A limit's value has no quotes."),
  BAD_LIMIT("606", "A limit's value isn't a number."),
  INCOMPLETE_FIRM("607", "The firm scope doesn't set every limit."),
  LOOSER_THAN_FIRM("608", "A scope is looser than the firm."),
  LIMITS_PLACE("610", "limits.drl is missing, or limits stand elsewhere."),

  // Ours
  ENGINE_REFUSED("901", "The engine refuses a policy that the check found clean: Aurora's bug."),
  ENGINE_DISAGREES("902", "The engine sees other rules than the check: Aurora's bug.");

  private final String number;
  private final String explanation;

  ProblemCode(String number, String explanation) {
    this.number = number;
    this.explanation = explanation;
  }

  /** Such as {@code AUR-102}. */
  public String id() {
    return "AUR-" + number;
  }

  /** One sentence that explains the kind of mistake. */
  public String explanation() {
    return explanation;
  }

  /** Path of the page, relative to the project. */
  public String page() {
    return "docs/rules/" + id() + ".md";
  }
}
