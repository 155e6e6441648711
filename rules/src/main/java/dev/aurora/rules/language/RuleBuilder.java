package dev.aurora.rules.language;

import static dev.aurora.rules.language.ProblemCode.*;

import dev.aurora.rules.fact.Stage;
import dev.aurora.rules.verdict.Consequence;
import dev.aurora.rules.verdict.Mode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a check rule of what was parsed: metadata, verb, folder and condition are held together.
 */
final class RuleBuilder {

  private static final List<String> REQUIRED =
      List.of("id", "consequence", "mode", "since", "owner", "source");
  private static final List<String> OPTIONAL = List.of("tier", "kill");
  private static final List<String> KILL_LEVELS =
      List.of("REDUCE_ONLY", "BLOCK", "BLOCK_AND_CANCEL", "BLOCK_CANCEL_AND_FLATTEN");
  private static final String LIMITS = "Limits";
  private static final String KILL_LEVEL_SHIPPED = "BLOCK_AND_CANCEL";

  private static final Map<String, Consequence> VERBS =
      Map.of(
          "deny", Consequence.DENY_ORDER,
          "reduceOnly", Consequence.REDUCE_ONLY,
          "haltTrading", Consequence.HALT_TRADING);

  private final SourceFile file;
  private final PolicyVocabulary.Folder folder;
  private final List<Problem> problems;
  private final List<String> required;

  RuleBuilder(SourceFile file, PolicyVocabulary.Folder folder, List<Problem> problems) {
    this.file = file;
    this.folder = folder;
    this.problems = problems;
    this.required =
        folder.subject() == PolicyVocabulary.Subject.EVENT
            ? Stream.concat(REQUIRED.stream(), LatchReader.KEYS.stream()).toList()
            : REQUIRED;
  }

  /** The rule, or empty when a problem was found in it, here or while parsing. */
  Optional<CheckRule> build(ParsedRule parsed) {
    int before = problems.size();
    if (LIMITS.equals(parsed.factType())) {
      report(
          LIMITS_PLACE,
          parsed.factSpan() == null ? parsed.span() : parsed.factSpan(),
          "Limits stand in " + PolicyVocabulary.LIMITS_FILE + " only.",
          "Move this rule there.");
      return Optional.empty();
    }
    metadataNames(parsed);
    String control = controlId(parsed);
    Consequence consequence = constant(parsed, "consequence", List.of(Consequence.values()));
    Mode mode = constant(parsed, "mode", Mode.OF_RULES);
    Stage since = stage(parsed);
    String kill = kill(parsed, consequence);
    control(parsed, control);
    baseline(parsed, control, since);
    LatchReader latches = new LatchReader(folder.subject(), problems);
    CheckRule.Latch latch = latches.read(parsed, consequence);
    verb(parsed, consequence);
    Condition condition = condition(parsed);
    if (condition != null) {
      latches.looksAtSomething(condition, folder.schema().parts());
    }
    boolean unclean = parsed.broken() || problems.size() > before;
    if (unclean
        || control == null
        || consequence == null
        || mode == null
        || since == null
        || condition == null) {
      return Optional.empty();
    }
    return Optional.of(
        new CheckRule(
            parsed.name(),
            control,
            parsed.metadata("tier").map(Metadata::value).orElse(null),
            consequence,
            mode,
            since,
            kill,
            text(parsed, "owner"),
            text(parsed, "source"),
            parsed.comment(),
            latch,
            folder.schema().patternName(),
            condition,
            parsed.span()));
  }

  private static String text(ParsedRule parsed, String key) {
    return parsed.metadata(key).map(Metadata::value).orElse("");
  }

  private void metadataNames(ParsedRule parsed) {
    List<String> known =
        Stream.of(REQUIRED, LatchReader.KEYS, OPTIONAL).flatMap(List::stream).toList();
    Set<String> seen = new HashSet<>();
    Set<String> misspelt = new HashSet<>();
    for (Metadata entry : parsed.metadata()) {
      if (!known.contains(entry.name())) {
        report(
            UNKNOWN_METADATA,
            entry.span(),
            "There is no metadata `@" + entry.name() + "`.",
            DidYouMean.closest(entry.name(), known)
                .map(meant -> "Did you mean `@" + meant + "`?")
                .orElse("Known are @" + String.join(", @", known) + "."));
        DidYouMean.closest(entry.name(), known).ifPresent(misspelt::add);
      } else if (!seen.add(entry.name())) {
        report(
            REPEATED_METADATA,
            entry.span(),
            "`@" + entry.name() + "` stands twice in this rule.",
            "Keep one.");
      } else if (entry.value().isBlank()) {
        report(
            BAD_METADATA,
            entry.span(),
            "`@" + entry.name() + "` is empty.",
            "Write a text between its quotes.");
      }
    }
    if (parsed.broken()) {
      return;
    }
    List<String> missing =
        required.stream().filter(key -> !seen.contains(key) && !misspelt.contains(key)).toList();
    if (!missing.isEmpty()) {
      report(
          MISSING_METADATA,
          parsed.nameSpan(),
          "The rule lacks @" + String.join(", @", missing) + ".",
          "Write "
              + missing.stream()
                  .map(key -> "@" + key + "(\"...\")")
                  .reduce((a, b) -> a + " " + b)
                  .get()
              + " below its name.");
    }
  }

  private @Nullable String controlId(ParsedRule parsed) {
    Metadata entry = parsed.metadata("id").orElse(null);
    if (entry == null || entry.value().isBlank()) {
      return null;
    }
    return new ControlIds(folder, file.folder()).check(entry, problems) ? entry.value() : null;
  }

  private @Nullable String value(ParsedRule parsed, String key, List<String> allowed) {
    Metadata entry = parsed.metadata(key).orElse(null);
    if (entry == null || entry.value().isBlank()) {
      return null;
    }
    if (allowed.contains(entry.value())) {
      return entry.value();
    }
    report(
        BAD_METADATA,
        entry.span(),
        "`" + entry.value() + "` isn't a value of @" + key + ".",
        DidYouMean.ask(entry.value(), allowed, "Allowed are " + String.join(", ", allowed) + "."));
    return null;
  }

  private <E extends Enum<E>> @Nullable E constant(ParsedRule parsed, String key, List<E> choice) {
    String name = value(parsed, key, choice.stream().map(Enum::name).toList());
    return choice.stream().filter(one -> one.name().equals(name)).findFirst().orElse(null);
  }

  private @Nullable Stage stage(ParsedRule parsed) {
    String word = value(parsed, "since", Arrays.stream(Stage.values()).map(Stage::word).toList());
    return word == null ? null : Stage.ofWord(word).orElseThrow();
  }

  private @Nullable String kill(ParsedRule parsed, @Nullable Consequence consequence) {
    Metadata entry = parsed.metadata("kill").orElse(null);
    if (entry != null && consequence != null && consequence != Consequence.HALT_TRADING) {
      report(
          KILL_WITHOUT_HALT,
          entry.span(),
          "@kill is only for rules with @consequence(\"HALT_TRADING\").",
          "Remove it, or change the consequence.");
      return null;
    }
    if (consequence != Consequence.HALT_TRADING) {
      return null;
    }
    return entry == null ? KILL_LEVEL_SHIPPED : value(parsed, "kill", KILL_LEVELS);
  }

  private void control(ParsedRule parsed, @Nullable String control) {
    if (control != null && !control.equals(file.folder())) {
      report(
          WRONG_FOLDER,
          parsed.metadata("id").orElseThrow().span(),
          "The rule of `" + control + "` stands in the folder `" + file.folder() + "`.",
          "Move the rule, or write @id(\"" + file.folder() + "\").");
    }
  }

  private void baseline(ParsedRule parsed, @Nullable String control, @Nullable Stage since) {
    boolean lifted = since != null && since != Stage.BASELINE;
    if (lifted && control != null && folder.baseline().contains(control)) {
      report(
          LIFTED_BASELINE,
          parsed.metadata("since").orElseThrow().span(),
          "The control `" + control + "` belongs to the baseline, which no rollback lifts.",
          "Write @since(\"baseline\"); to try a rule, @mode(\"MONITOR\").");
    }
  }

  private void verb(ParsedRule parsed, @Nullable Consequence consequence) {
    if (parsed.actions().isEmpty()) {
      if (!parsed.broken()) {
        report(
            FORBIDDEN_ACTION,
            parsed.actionSpan(),
            "The rule does nothing when it matches.",
            "Write `$check.deny();` behind `then`.");
      }
      return;
    }
    ParsedRule.Call call = parsed.actions().getFirst();
    Consequence meant = VERBS.get(call.verb());
    if (meant == null || call.argument() != null) {
      report(
          meant == null ? UNKNOWN_VERB : FORBIDDEN_ACTION,
          call.span(),
          meant == null
              ? "There is no verb `" + call.verb() + "`."
              : "The verb `" + call.verb() + "` takes nothing in its parentheses.",
          meant == null
              ? DidYouMean.ask(
                  call.verb(), VERBS.keySet(), "Verbs are deny, reduceOnly, haltTrading.")
              : "Write `$check." + call.verb() + "();`.");
    } else if (parsed.actions().size() > 1) {
      report(
          FORBIDDEN_ACTION,
          parsed.actions().get(1).span(),
          "The rule uses a second verb.",
          "Keep one; a second consequence is a second rule.");
    } else if (consequence != null && meant != consequence) {
      report(
          VERB_MISMATCH,
          call.span(),
          "The verb `"
              + call.verb()
              + "` means "
              + meant
              + ", but @consequence says "
              + consequence
              + ".",
          "Change one of the two.");
    }
  }

  private @Nullable Condition condition(ParsedRule parsed) {
    if (parsed.factType() != null && !parsed.factType().equals(folder.schema().patternName())) {
      report(
          UNKNOWN_FACT,
          parsed.factSpan() == null ? parsed.span() : parsed.factSpan(),
          "Rules in this folder look at "
              + folder.schema().patternName()
              + ", not at "
              + parsed.factType()
              + ".",
          "Write `$check : " + folder.schema().patternName() + "( ... )`.");
      return null;
    }
    TypeChecker types = new TypeChecker(folder.schema(), problems);
    int before = problems.size();
    parsed.conditions().forEach(types::check);
    if (parsed.broken() || problems.size() > before) {
      return null;
    }
    if (parsed.conditions().isEmpty()) {
      report(
          ALWAYS_FIRES,
          parsed.nameSpan(),
          "The rule has no condition, so it would match every order.",
          "Write a condition between the parentheses.");
      return null;
    }
    Condition condition = joined(parsed.conditions());
    size(condition);
    logic(condition);
    return condition;
  }

  private static Condition joined(List<Condition> conditions) {
    List<Condition> flat = new ArrayList<>();
    for (Condition condition : conditions) {
      if (condition instanceof Condition.All all) {
        flat.addAll(all.parts());
      } else {
        flat.add(condition);
      }
    }
    return flat.size() == 1
        ? flat.getFirst()
        : new Condition.All(flat, flat.getFirst().span().to(flat.getLast().span()));
  }

  private void size(Condition condition) {
    if (alternatives(condition) > PolicyReader.ALTERNATIVES_MAX) {
      report(
          TOO_LARGE,
          condition.span(),
          "The condition has more than " + PolicyReader.ALTERNATIVES_MAX + " alternatives.",
          "Use `in (...)`, or split the rule by tiers.");
    }
  }

  private static int alternatives(Condition condition) {
    return switch (condition) {
      case Condition.All all -> all.parts().stream().mapToInt(RuleBuilder::alternatives).sum();
      case Condition.Any any ->
          any.parts().size() - 1 + any.parts().stream().mapToInt(RuleBuilder::alternatives).sum();
      case Condition.Not not -> alternatives(not.inner());
      case Condition.Flag flag -> 0;
      case Condition.Comparison comparison -> 0;
      case Condition.Membership membership -> 0;
    };
  }

  private void logic(Condition condition) {
    if (Satisfiability.neverHolds(condition)) {
      report(
          NEVER_FIRES,
          condition.span(),
          "`" + condition.text() + "` can never be true, so the rule protects nothing.",
          "Look for two parts that exclude each other.");
    } else if (Satisfiability.alwaysHolds(condition)) {
      report(
          ALWAYS_FIRES,
          condition.span(),
          "`" + condition.text() + "` is always true, so the rule would match every order.",
          "Look for two alternatives that cover everything.");
    }
  }

  private void report(ProblemCode code, Span span, String message, String suggestion) {
    problems.add(Problem.error(code, span, message, suggestion));
  }
}
