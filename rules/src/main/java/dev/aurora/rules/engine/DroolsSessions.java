package dev.aurora.rules.engine;

import dev.aurora.rules.fact.RuleFact;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieContainer;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.AgendaFilter;
import org.kie.api.runtime.rule.FactHandle;

/**
 * Long-lived sessions of one compiled rule set, lent to one evaluation at a time: insert, fire,
 * delete. A session that met an exception is never used again. Thread-safe.
 */
final class DroolsSessions {

  private final KieContainer container;
  private final KieBase base;
  private final AgendaFilter announce;
  private final int firingsMax;

  /** The session at hand: with one evaluation at a time the others are never looked for. */
  private final AtomicReference<@Nullable KieSession> atHand = new AtomicReference<>();

  private final ConcurrentLinkedQueue<KieSession> idle = new ConcurrentLinkedQueue<>();

  /** Evaluations under way, plus one until closed: whoever brings it to zero frees everything. */
  private final AtomicInteger users = new AtomicInteger(1);

  private volatile boolean closed;

  /**
   * @param indexByName index of each rule by its name
   */
  DroolsSessions(KieContainer container, Map<String, Integer> indexByName) {
    this.container = container;
    this.base = container.getKieBase();
    this.firingsMax = indexByName.size() + 1;
    this.announce =
        match -> {
          RuleFact fact = (RuleFact) match.getObjects().getFirst();
          fact.ruleMatched(index(indexByName, match.getRule().getName()));
          return true;
        };
  }

  /**
   * Runs all rules over a fact, which then knows which of them acted.
   *
   * @throws IllegalStateException when closed, or when more rules acted than there are
   */
  void run(RuleFact fact) {
    enter();
    KieSession session = null;
    try {
      session = lend();
      FactHandle handle = session.insert(fact);
      int fired = session.fireAllRules(announce, firingsMax);
      session.delete(handle);
      if (fired >= firingsMax || session.getFactCount() != 0) {
        throw new IllegalStateException("rules fired " + fired + " times on one order");
      }
      giveBack(session);
      session = null;
    } finally {
      discard(session);
      leave();
    }
  }

  private static int index(Map<String, Integer> indexByName, String rule) {
    Integer index = indexByName.get(rule);
    if (index == null) {
      throw new IllegalStateException("the engine runs a rule that the rule set lacks: " + rule);
    }
    return index;
  }

  private KieSession lend() {
    KieSession session = nextIdle();
    return session == null ? base.newKieSession() : session;
  }

  private @Nullable KieSession nextIdle() {
    KieSession session = atHand.getAndSet(null);
    return session == null ? idle.poll() : session;
  }

  private void giveBack(KieSession session) {
    if (!atHand.compareAndSet(null, session)) {
      idle.add(session);
    }
  }

  /** Only a session that something went wrong in is still held here. */
  private static void discard(@Nullable KieSession session) {
    if (session != null) {
      session.dispose();
    }
  }

  private void enter() {
    if (users.getAndUpdate(count -> count == 0 ? 0 : count + 1) == 0) {
      throw new IllegalStateException("the rule set is retired");
    }
  }

  private void leave() {
    if (users.decrementAndGet() == 0) {
      for (KieSession session = nextIdle(); session != null; session = nextIdle()) {
        session.dispose();
      }
      DroolsBuild.dispose(container);
    }
  }

  /** Lets evaluations under way finish, then frees everything; harmless when repeated. */
  synchronized void close() {
    if (!closed) {
      closed = true;
      leave();
    }
  }
}
