package dev.aurora.rules.limit;

import dev.aurora.rules.limit.LimitProblem.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts a limit book together and finds everything that is wrong with it. Problems are values: each
 * call answers its own, and {@link #build} lists all of them, those that only the whole book shows
 * included. One thread uses one builder.
 */
public final class LimitBookBuilder {

  /** What {@link #build} comes to. */
  public sealed interface Result {}

  /** The book is complete at firm level and free of problems. */
  public record Complete(LimitBook book) implements Result {}

  /** The book may not be used; problems in the order in which they were written. */
  public record Refused(List<LimitProblem> problems) implements Result {
    public Refused {
      problems = List.copyOf(problems);
    }
  }

  private final Map<String, Scope> scopes = new LinkedHashMap<>();
  private final List<LimitProblem> problems = new ArrayList<>();

  /**
   * Opens a scope. A text that is bad or opened before gives a scope that carries the problem and
   * whose values are checked but not kept.
   *
   * @param text such as {@code firm} or {@code account:PAPER-1/symbol:AAPL}
   */
  public Scope scope(String text) {
    LimitProblem problem = null;
    if (!ScopeText.isValid(text)) {
      problem =
          scopeProblem(
              Kind.BAD_SCOPE,
              text,
              "a scope is firm, account:<id>, strategy:<id>, symbol:<id>, model:<version>,"
                  + " venue:<id>, account:<id>/symbol:<id> or strategy:<id>/symbol:<id>, but found:"
                  + " "
                  + text);
    } else if (scopes.containsKey(text)) {
      problem = scopeProblem(Kind.SCOPE_TWICE, text, "the scope " + text + " stands here twice");
    }
    Scope scope = new Scope(text, problem);
    if (problem == null) {
      scopes.put(text, scope);
    } else {
      problems.add(problem);
    }
    return scope;
  }

  /** The book, or all that is wrong with it. */
  public Result build() {
    List<LimitProblem> all = new ArrayList<>(problems);
    Scope firm = scopes.get(ScopeText.FIRM);
    addMissingAtFirm(firm, all);
    for (Scope scope : scopes.values()) {
      if (scope != firm && firm != null) {
        addLooserThan(firm, scope, all);
      }
    }
    return all.isEmpty() ? new Complete(new ScopedLimitBook(valuesByScope())) : new Refused(all);
  }

  private static void addMissingAtFirm(@Nullable Scope firm, List<LimitProblem> all) {
    for (LimitName name : LimitName.values()) {
      if (firm == null || !firm.tried.containsKey(name)) {
        String example = name.shippedDefault().toPlainString();
        all.add(
            new LimitProblem(
                Kind.MISSING_AT_FIRM,
                ScopeText.FIRM,
                name.property(),
                null,
                "the firm scope must set every limit, and " + name.property() + " is not set",
                name.property() + "(\"" + example + "\")"));
      }
    }
  }

  private static void addLooserThan(Scope firm, Scope scope, List<LimitProblem> all) {
    scope.values.forEach(
        (name, value) -> {
          Value firms = firm.values.get(name);
          if (firms != null && isLooser(name, value.number(), firms.number())) {
            all.add(
                new LimitProblem(
                    Kind.LOOSER_THAN_FIRM,
                    scope.text,
                    name.property(),
                    value.text(),
                    name.property()
                        + " is looser here ("
                        + value.text()
                        + ") than the firm's ("
                        + firms.text()
                        + "), so that it could never bind",
                    firms.text()));
          }
        });
  }

  /** Null = unlimited, which only a maximum can be. */
  private static boolean isLooser(
      LimitName name, @Nullable BigDecimal value, @Nullable BigDecimal firms) {
    if (firms == null) {
      return false;
    }
    return switch (name.combine()) {
      case SMALLEST -> value == null || value.compareTo(firms) > 0;
      case LARGEST -> value != null && value.compareTo(firms) < 0;
    };
  }

  private Map<String, Map<LimitName, LimitBook.Bound>> valuesByScope() {
    Map<String, Map<LimitName, LimitBook.Bound>> all = new LinkedHashMap<>();
    for (Scope scope : scopes.values()) {
      Map<LimitName, LimitBook.Bound> bounds = new EnumMap<>(LimitName.class);
      scope.values.forEach(
          (name, value) -> bounds.put(name, new LimitBook.Bound(value.number(), scope.text)));
      all.put(scope.text, bounds);
    }
    return all;
  }

  private static LimitProblem scopeProblem(Kind kind, String scope, String message) {
    return new LimitProblem(kind, scope, null, null, message, null);
  }

  /** A value as written, and as number; null = unlimited. */
  private record Value(String text, @Nullable BigDecimal number) {}

  /** One scope of the book under construction. */
  public final class Scope {

    private final String text;
    private final @Nullable LimitProblem problem;
    private final Map<LimitName, Value> values = new EnumMap<>(LimitName.class);
    // Also names whose value was refused: they are not "missing at firm" on top of it.
    private final Map<LimitName, String> tried = new EnumMap<>(LimitName.class);

    private Scope(String text, @Nullable LimitProblem problem) {
      this.text = text;
      this.problem = problem;
    }

    /** The scope's text as written. */
    public String text() {
      return text;
    }

    /** What is wrong with the scope itself. */
    public Optional<LimitProblem> problem() {
      return Optional.ofNullable(problem);
    }

    /**
     * Sets a limit by its camelCase name.
     *
     * @param value such as {@code 50 000}, {@code 0.5} or {@code unlimited}
     * @return what is wrong with name or value, which is not kept then
     */
    public Optional<LimitProblem> set(String property, String value) {
      Optional<LimitName> name = LimitName.ofProperty(property);
      if (name.isPresent()) {
        return set(name.get(), value);
      }
      Optional<String> nearest = LimitName.nearest(property).map(LimitName::property);
      String hint = nearest.map(near -> "; did you mean " + near + "?").orElse("");
      return report(
          new LimitProblem(
              Kind.UNKNOWN_LIMIT,
              text,
              property,
              value,
              "there is no limit " + property + hint,
              nearest.orElse(null)));
    }

    /** Sets a limit, as {@link #set(String, String)} does. */
    public Optional<LimitProblem> set(LimitName name, String value) {
      String before = tried.putIfAbsent(name, value);
      if (before != null) {
        String message =
            name.property() + " is set twice in " + text + ": " + before + ", then " + value;
        return report(
            new LimitProblem(Kind.SET_TWICE, text, name.property(), value, message, null));
      }
      String trimmed = value.strip();
      Kind kind = LimitText.problem(name, trimmed);
      if (kind != null) {
        String message = LimitText.message(kind, name, value);
        return report(new LimitProblem(kind, text, name.property(), value, message, null));
      }
      values.put(name, new Value(trimmed, LimitText.value(trimmed)));
      return Optional.empty();
    }

    private Optional<LimitProblem> report(LimitProblem found) {
      problems.add(found);
      return Optional.of(found);
    }
  }
}
