package dev.aurora.rules.engine;

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
 * Runs invented orders and events through a fresh engine, so that the first real one doesn't pay
 * for loading its classes, which can take longer than its time budget.
 */
final class WarmUp {

  private static final String LINES = "warm-up.jsonl";
  private static final int ROUNDS = 20;

  private WarmUp() {}

  /** Evaluates facts that pass, reduce and break much; the answers are thrown away. */
  static void run(PolicyEngine engine) {
    List<FactsLine.Readable> lines = lines();
    for (int round = 0; round < ROUNDS; round++) {
      lines.forEach(engine::answer);
    }
  }

  static List<FactsLine.Readable> lines() {
    try (InputStream in = Objects.requireNonNull(WarmUp.class.getResourceAsStream(LINES), LINES);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().map(WarmUp::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FactsLine.Readable read(String line) {
    return switch (new FactsReader().read(line)) {
      case FactsLine.Readable readable -> readable;
      case FactsLine.Unreadable bad -> throw new IllegalStateException(bad.message());
    };
  }
}
