package dev.aurora.service.ruleset;

import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.engine.RuleSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The rule sets that this process has compiled and warm, by their digest. A set that is given up
 * stays for whoever is at it, and is disposed when the last has left. Thread-safe.
 */
final class LoadedRuleSets implements AutoCloseable {

  private final Function<RuleSet, PolicyEngine> compile;
  private final Map<String, Loaded> byDigest = new ConcurrentHashMap<>();

  /**
   * @param compile makes an engine, compiled and warm
   */
  LoadedRuleSets(Function<RuleSet, PolicyEngine> compile) {
    this.compile = compile;
  }

  /** A set in use: it answers until this is closed. */
  static final class Lease implements AutoCloseable {

    private final Loaded loaded;
    private final AtomicBoolean over = new AtomicBoolean();

    private Lease(Loaded loaded) {
      this.loaded = loaded;
    }

    RuleSet ruleSet() {
      return loaded.ruleSet;
    }

    PolicyEngine engine() {
      return loaded.engine;
    }

    @Override
    public void close() {
      if (over.compareAndSet(false, true)) {
        loaded.leave();
      }
    }
  }

  private static final class Loaded {
    private final RuleSet ruleSet;
    private final PolicyEngine engine;

    /** Leases, plus one until given up: whoever brings it to zero disposes of the engine. */
    private final AtomicInteger users = new AtomicInteger(1);

    private Loaded(RuleSet ruleSet, PolicyEngine engine) {
      this.ruleSet = ruleSet;
      this.engine = engine;
    }

    private boolean enter() {
      return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) != 0;
    }

    private void leave() {
      if (users.decrementAndGet() == 0) {
        engine.close();
      }
    }
  }

  /** The set to answer by; empty when it is not ready here. */
  Optional<Lease> lease(String ruleSetDigest) {
    Loaded loaded = byDigest.get(ruleSetDigest);
    return loaded != null && loaded.enter() ? Optional.of(new Lease(loaded)) : Optional.empty();
  }

  /** Makes a set ready, which can take seconds; one that is ready is left as it is. */
  synchronized void load(RuleSet ruleSet) {
    if (!byDigest.containsKey(ruleSet.digest())) {
      byDigest.put(ruleSet.digest(), new Loaded(ruleSet, compile.apply(ruleSet)));
    }
  }

  Set<String> ready() {
    return Set.copyOf(byDigest.keySet());
  }

  /** Gives up every set but these. */
  synchronized void keepOnly(Set<String> digests) {
    for (Map.Entry<String, Loaded> one : byDigest.entrySet()) {
      if (!digests.contains(one.getKey()) && byDigest.remove(one.getKey(), one.getValue())) {
        one.getValue().leave();
      }
    }
  }

  @Override
  public void close() {
    keepOnly(Set.of());
  }
}
