package dev.aurora.rules.language;

/** A piece of a rule's condition: something true or false, or a value. */
public sealed interface Node permits Condition, Operand {

  Span span();

  /** As it is written in a rule, with one space around operators. */
  String text();
}
