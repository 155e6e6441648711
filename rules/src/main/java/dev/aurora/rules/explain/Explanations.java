package dev.aurora.rules.explain;

import dev.aurora.rules.engine.EngineSettings;
import dev.aurora.rules.engine.Explainer;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.engine.TreePolicyEngine;
import dev.aurora.rules.json.FactsLine;
import dev.aurora.rules.verdict.Answer;
import dev.aurora.rules.verdict.Breach;
import dev.aurora.rules.verdict.Mode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Explains answers of one rule set. It asks the typed trees, which a contract test holds equal to
 * the engine of production. Not thread-safe.
 */
public final class Explanations implements AutoCloseable {

  /** What whoever sends an order can choose. */
  private static final Set<String> OF_ORDER = Set.of("order.quantity", "order.limitPrice");

  private final TreePolicyEngine engine;
  private final Explainer explainer;

  public Explanations(RuleSet ruleSet) {
    this.engine = new TreePolicyEngine(ruleSet, EngineSettings.untimed());
    this.explainer = new Explainer(ruleSet);
  }

  /** Everything about these facts. */
  public Explanation explain(FactsLine.Readable facts) {
    Answer answer = engine.answer(facts);
    // What is missing can't be guessed, and a change that gets round it would be no help.
    boolean lacking = answer.breaches().stream().anyMatch(Explanations::lacksAFact);
    boolean order = facts instanceof FactsLine.OrderLine && !lacking;
    Explanation.Turn ofOrder = order ? turn(facts, answer, OF_ORDER::contains) : null;
    Explanation.Turn ofFacts =
        ofOrder == null && !lacking ? turn(facts, answer, path -> true) : null;
    return new Explanation(facts, answer, explainer.explain(facts), ofOrder, ofFacts);
  }

  private Explanation.@Nullable Turn turn(
      FactsLine.Readable facts, Answer answer, Predicate<String> mayChange) {
    boolean stopped = enforced(answer) > 0;
    ChangeSearch.Goal goal =
        stopped
            ? changed -> enforced(engine.answer(changed))
            : changed -> enforced(engine.answer(changed)) > 0 ? 0 : 1;
    Optional<ChangeSearch.Found> found = new ChangeSearch(Set.of(), mayChange, goal).from(facts);
    return found.map(this::turned).orElse(null);
  }

  private Explanation.Turn turned(ChangeSearch.Found found) {
    Answer answer = engine.answer(found.facts());
    List<String> controls =
        answer.breaches().stream()
            .filter(breach -> breach.mode() == Mode.ENFORCE)
            .map(Breach::code)
            .distinct()
            .toList();
    return new Explanation.Turn(found.changes(), answer.word(), controls);
  }

  private static boolean lacksAFact(Breach breach) {
    return breach.mode() == Mode.ENFORCE && !breach.missing().isEmpty();
  }

  private static int enforced(Answer answer) {
    return (int) answer.breaches().stream().filter(breach -> breach.mode() == Mode.ENFORCE).count();
  }

  @Override
  public void close() {
    engine.close();
  }
}
