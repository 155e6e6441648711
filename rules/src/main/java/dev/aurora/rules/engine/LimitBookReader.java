package dev.aurora.rules.engine;

import dev.aurora.rules.language.LimitRule;
import dev.aurora.rules.language.PolicyVocabulary;
import dev.aurora.rules.language.Problem;
import dev.aurora.rules.language.ProblemCode;
import dev.aurora.rules.language.Severity;
import dev.aurora.rules.language.Span;
import dev.aurora.rules.limit.LimitBook;
import dev.aurora.rules.limit.LimitBookBuilder;
import dev.aurora.rules.limit.LimitProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts the limit book together from limits.drl and finds the place of what is wrong with it. */
final class LimitBookReader {

  private final List<LimitRule> scopes;
  private LimitBookBuilder.Result result = new LimitBookBuilder.Refused(List.of());

  LimitBookReader(List<LimitRule> scopes) {
    this.scopes = scopes;
  }

  Optional<LimitBook> read() {
    LimitBookBuilder builder = new LimitBookBuilder();
    for (LimitRule rule : scopes) {
      LimitBookBuilder.Scope scope = builder.scope(rule.scope());
      rule.settings().forEach(setting -> scope.set(setting.limit(), setting.value()));
    }
    result = builder.build();
    return switch (result) {
      case LimitBookBuilder.Complete complete -> Optional.of(complete.book());
      case LimitBookBuilder.Refused refused -> Optional.empty();
    };
  }

  /**
   * The problems of the book, placed.
   *
   * @param wholeFileRead false when part of limits.drl couldn't be read: what is missing then isn't
   *     reported a second time
   */
  List<Problem> problems(boolean wholeFileRead) {
    return switch (result) {
      case LimitBookBuilder.Complete complete -> List.of();
      case LimitBookBuilder.Refused refused -> placed(refused.problems(), wholeFileRead);
    };
  }

  private List<Problem> placed(List<LimitProblem> found, boolean wholeFileRead) {
    List<LimitProblem> incomplete =
        found.stream().filter(one -> one.kind() == LimitProblem.Kind.MISSING_AT_FIRM).toList();
    List<Problem> problems = new ArrayList<>();
    found.stream()
        .filter(one -> !incomplete.contains(one))
        .map(this::placed)
        .forEach(problems::add);
    if (!incomplete.isEmpty() && wholeFileRead) {
      problems.add(incomplete(incomplete));
    }
    return problems;
  }

  /** One problem for all that the firm lacks: the cause is one, and the list is what helps. */
  private Problem incomplete(List<LimitProblem> missing) {
    String names = missing.stream().map(LimitProblem::property).collect(Collectors.joining(", "));
    String lines =
        missing.stream()
            .map(one -> "$limits." + one.suggestion() + ";")
            .collect(Collectors.joining(" "));
    Span at =
        scopes.stream()
            .filter(rule -> rule.scope().equals("firm"))
            .map(LimitRule::scopeSpan)
            .findFirst()
            .orElse(new Span(PolicyVocabulary.LIMITS_FILE, 0, 0, 1, 1, 1));
    return problem(
        ProblemCode.INCOMPLETE_FIRM,
        at,
        "The firm scope must set every limit, and lacks " + names + ".",
        "Write " + lines);
  }

  private Problem placed(LimitProblem found) {
    ProblemCode code =
        switch (found.kind()) {
          case BAD_SCOPE -> ProblemCode.BAD_SCOPE;
          case SCOPE_TWICE -> ProblemCode.SCOPE_TWICE;
          case UNKNOWN_LIMIT -> ProblemCode.LIMIT_NAME;
          case SET_TWICE -> ProblemCode.LIMIT_TWICE;
          case COMMA_DECIMAL, NOT_A_NUMBER, NEGATIVE, TOO_PRECISE, UNLIMITED_REFUSED ->
              ProblemCode.BAD_LIMIT;
          case MISSING_AT_FIRM -> ProblemCode.INCOMPLETE_FIRM;
          case LOOSER_THAN_FIRM -> ProblemCode.LOOSER_THAN_FIRM;
        };
    String suggestion =
        found.suggestion() == null
            ? ""
            : code == ProblemCode.LIMIT_NAME
                ? "Did you mean `" + found.suggestion() + "`?"
                : "Write \"" + found.suggestion() + "\" or what is tighter.";
    String message =
        found.kind() == LimitProblem.Kind.UNKNOWN_LIMIT
            ? "There is no limit `" + found.property() + "`."
            : sentence(found.message(), found.property());
    return problem(code, place(found), message, suggestion);
  }

  private Span place(LimitProblem found) {
    List<LimitRule> rules =
        scopes.stream().filter(rule -> rule.scope().equals(found.scope())).toList();
    LimitRule last = rules.getLast();
    if (found.property() == null) {
      return last.scopeSpan();
    }
    List<LimitRule.Setting> settings =
        rules.stream()
            .flatMap(rule -> rule.settings().stream())
            .filter(setting -> setting.limit().equals(found.property()))
            .filter(setting -> found.value() == null || sameText(setting.value(), found.value()))
            .toList();
    if (settings.isEmpty()) {
      return last.scopeSpan();
    }
    LimitRule.Setting setting =
        found.kind() == LimitProblem.Kind.SET_TWICE ? settings.getLast() : settings.getFirst();
    return found.kind() == LimitProblem.Kind.UNKNOWN_LIMIT
        ? setting.limitSpan()
        : setting.valueSpan();
  }

  private static boolean sameText(String written, String reported) {
    return written.strip().equals(reported.strip());
  }

  /** A name at the beginning stays as it is written. */
  private static String sentence(String message, @Nullable String name) {
    if (name != null && message.startsWith(name)) {
      return "`" + name + "`" + message.substring(name.length()) + ".";
    }
    return Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".";
  }

  private static Problem problem(ProblemCode code, Span at, String message, String suggestion) {
    return new Problem(
        code,
        Severity.ERROR,
        at.file(),
        at.line(),
        at.column(),
        at.endColumn(),
        message,
        suggestion);
  }
}
