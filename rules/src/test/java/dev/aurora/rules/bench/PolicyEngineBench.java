package dev.aurora.rules.bench;

import dev.aurora.rules.engine.DroolsPolicyEngine;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.engine.TreePolicyEngine;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.verdict.Verdict;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From facts to verdict: nanoseconds and bytes an order, beside plain Java in the same run. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgs = {
      "-Xms512m",
      "-Xmx512m",
      "-Xmn192m",
      "-XX:+UseSerialGC",
      "-XX:+IgnoreUnrecognizedVMOptions",
      "--sun-misc-unsafe-memory-access=allow"
    })
public class PolicyEngineBench {

  /** What answers. */
  public enum Engine {
    PLAIN_JAVA,
    TREES,
    DROOLS;

    Function<OrderFacts, Verdict> of(String policy) {
      if (this == PLAIN_JAVA) {
        return policy.equals(BenchPolicies.SHIPPED)
            ? new ReferenceEngine()::evaluate
            : new GeneratedReference(Integer.parseInt(policy))::evaluate;
      }
      RuleSet ruleSet = BenchPolicies.ruleSet(policy);
      return this == TREES
          ? new TreePolicyEngine(ruleSet)::evaluate
          : DroolsPolicyEngine.compile(ruleSet)::evaluate;
    }
  }

  /** One engine for all threads, as in the service. */
  @State(Scope.Benchmark)
  public static class Answering {
    @Param({"shipped", "24", "100", "400"})
    String policy;

    @Param({"PLAIN_JAVA", "TREES", "DROOLS"})
    Engine engine;

    Function<OrderFacts, Verdict> evaluate;

    @Setup(Level.Trial)
    public void load() {
      evaluate = engine.of(policy);
    }
  }

  /** Orders by turns. */
  @State(Scope.Thread)
  public static class Asking {
    @Param({"CLEAN", "BREACH_HEAVY"})
    BenchOrders orders;

    private OrderFacts[] all;
    private int next;

    @Setup(Level.Trial)
    public void prepare() {
      all = orders.all();
    }

    OrderFacts next() {
      next = (next + 1) & (all.length - 1);
      return all[next];
    }
  }

  @Benchmark
  public Verdict verdict(Answering answering, Asking asking, CpuTime cpu) {
    cpu.operations++;
    return answering.evaluate.apply(asking.next());
  }
}
