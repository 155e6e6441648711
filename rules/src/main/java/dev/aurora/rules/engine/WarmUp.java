package dev.aurora.rules.engine;

import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.json.FactsLine;
import dev.aurora.rules.json.FactsReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Runs invented orders through a fresh engine, so that the first real one doesn't pay for loading
 * its classes, which can take longer than its time budget.
 */
final class WarmUp {

  private static final String ORDERS = "warm-up.jsonl";
  private static final int ROUNDS = 20;

  private WarmUp() {}

  /** Evaluates orders that pass, reduce and break much; the verdicts are thrown away. */
  static void run(PolicyEngine engine) {
    List<OrderFacts> orders = orders();
    for (int round = 0; round < ROUNDS; round++) {
      orders.forEach(engine::evaluate);
    }
  }

  static List<OrderFacts> orders() {
    try (InputStream in = Objects.requireNonNull(WarmUp.class.getResourceAsStream(ORDERS), ORDERS);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().map(WarmUp::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OrderFacts read(String line) {
    return switch (new FactsReader().read(line)) {
      case FactsLine.OrderLine order -> order.facts();
      case FactsLine.Unreadable bad -> throw new IllegalStateException(bad.message());
    };
  }
}
