package dev.aurora.rules.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aurora.rules.engine.EngineKind;
import dev.aurora.rules.engine.EngineSettings;
import dev.aurora.rules.engine.EvalLines;
import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.json.FactsWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What {@code aurora rules eval} costs a line, against Jackson alone reading the same line to a
 * tree and writing the tree of the same verdict. Both run by turns in one thread, and the thread's
 * own processor time counts.
 */
final class EvalCost {

  /** Nanoseconds a line: the best of all rounds, which other load disturbed least. */
  record Cost(double evalNanos, double jacksonNanos) {
    double ratio() {
      return evalNanos / jacksonNanos;
    }
  }

  private final ObjectMapper jackson = new ObjectMapper();
  private final List<String> lines = new ArrayList<>();
  private final byte[] input;

  /** Of the distinct lines, in their order. */
  private final List<JsonNode> verdicts = new ArrayList<>();

  private final PolicyEngine engine;

  EvalCost(BenchOrders orders, int lineCount) {
    OrderFacts[] facts = orders.all();
    FactsWriter writer = new FactsWriter();
    List<String> distinct = Arrays.stream(facts).map(writer::line).toList();
    for (int i = 0; i < lineCount; i++) {
      lines.add(distinct.get(i % distinct.size()));
    }
    this.input = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    this.engine =
        EngineKind.DROOLS.engine(BenchPolicies.ruleSet("shipped"), EngineSettings.untimed());
    String[] rows = eval().toString(StandardCharsets.UTF_8).split("\n");
    for (int i = 0; i < Math.min(rows.length, distinct.size()); i++) {
      verdicts.add(tree(rows[i]));
    }
  }

  /** Takes turns for that many rounds, after as many that only warm up. */
  Cost measure(int rounds) {
    double eval = Double.MAX_VALUE;
    double alone = Double.MAX_VALUE;
    for (int round = 0; round < 2 * rounds; round++) {
      long start = cpu();
      eval();
      long middle = cpu();
      jacksonAlone();
      long end = cpu();
      if (round >= rounds) {
        eval = Math.min(eval, (middle - start) / (double) lines.size());
        alone = Math.min(alone, (end - middle) / (double) lines.size());
      }
    }
    return new Cost(eval, alone);
  }

  private ByteArrayOutputStream eval() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(lines.size() * 2_000);
    try {
      int exit = new EvalLines(engine, null).run(new ByteArrayInputStream(input), out);
      if (exit != EvalLines.EXIT_DONE) {
        throw new IllegalStateException("a line could not be read");
      }
      return out;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void jacksonAlone() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(lines.size() * 2_000);
    try {
      for (int i = 0; i < lines.size(); i++) {
        tree(lines.get(i));
        out.write(
            jackson
                .writeValueAsString(verdicts.get(i % verdicts.size()))
                .getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode tree(String line) {
    try {
      return jackson.readTree(line);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
