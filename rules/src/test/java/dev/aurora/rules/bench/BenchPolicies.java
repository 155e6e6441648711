package dev.aurora.rules.bench;

import dev.aurora.rules.engine.LoadResult;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.engine.RuleSetLoader;
import dev.aurora.rules.language.SourceFile;
import dev.aurora.rules.testing.Policies;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Rule sets that the benches run: the shipped one, and generated ones of any size. */
final class BenchPolicies {

  /** How many shapes of rule a generated policy repeats with other constants. */
  static final int SHAPES = 8;

  /** Name of the policy that ships. */
  static final String SHIPPED = "shipped";

  private BenchPolicies() {}

  /**
   * @param name {@code shipped}, or how many rules to generate
   */
  static RuleSet ruleSet(String name) {
    RuleSetLoader loader = RuleSetLoader.shipped();
    LoadResult result =
        name.equals(SHIPPED)
            ? loader.load(Path.of("policy"))
            : loader.load(generated(Integer.parseInt(name)));
    return switch (result) {
      case LoadResult.Loaded loaded -> loaded.ruleSet();
      case LoadResult.Refused refused ->
          throw new IllegalStateException(refused.problems().toString());
    };
  }

  /** Rules of a desk that sets its own numbers for symbols, strategies and accounts. */
  static List<SourceFile> generated(int rules) {
    List<List<String>> byShape = new ArrayList<>();
    for (int shape = 0; shape < SHAPES; shape++) {
      byShape.add(new ArrayList<>());
    }
    for (int i = 0; i < rules; i++) {
      int shape = i % SHAPES;
      byShape
          .get(shape)
          .add(
              Policies.deny(
                  CONTROLS.get(shape),
                  "Rule " + i,
                  condition(shape, i / SHAPES),
                  "@tier(\"%d\")".formatted(i)));
    }
    List<SourceFile> files = new ArrayList<>();
    files.add(Policies.limits());
    for (int shape = 0; shape < SHAPES; shape++) {
      if (!byShape.get(shape).isEmpty()) {
        files.add(Policies.control(CONTROLS.get(shape), byShape.get(shape).toArray(String[]::new)));
      }
    }
    return files;
  }

  private static final List<String> CONTROLS =
      List.of(
          "order-quantity-max",
          "order-value-max",
          "position-max",
          "gross-exposure",
          "net-exposure",
          "buying-power",
          "price-collar",
          "restricted-symbol");

  /**
   * The same tests as {@link GeneratedReference} makes in plain Java. Of each shape only the first
   * has a bound that {@link BenchOrders#BREACH_HEAVY} breaks.
   */
  private static String condition(int shape, int step) {
    String symbol = "S" + step % 32;
    String bound = bound(shape, step).toPlainString();
    return switch (shape) {
      case 0 -> "symbol == \"%s\", quantity > %sB".formatted(symbol, bound);
      case 1 -> "opener, orderValue > %sB".formatted(bound);
      case 2 -> "account == \"PAPER-%d\", worstLong > %sB".formatted(step % 4, bound);
      case 3 -> "opener, grossExposureAfter > %sB".formatted(bound);
      case 4 -> "symbol == \"%s\", opener, netExposureAfter > %sB".formatted(symbol, bound);
      case 5 -> "orderValue + %sB > buyingPower".formatted(bound);
      case 6 ->
          "type == \"LIMIT\", adversePriceMoveBps > limits.priceCollarBps + %sB".formatted(bound);
      default ->
          "strategy == \"%s\", side == \"BUY\", quantity > %sB".formatted(strategy(step), bound);
    };
  }

  static String strategy(int step) {
    return step == 0 ? "momentum" : "s-" + step;
  }

  /** What a generated rule holds against: units, account currency or bps by its shape. */
  static BigDecimal bound(int shape, int step) {
    return switch (shape) {
      case 0, 2, 7 -> new BigDecimal(step == 0 ? 150 : 10_000 + step);
      case 5 -> new BigDecimal(step == 0 ? 970_000 : step);
      case 6 -> new BigDecimal(step * 1_000);
      case 3, 4 -> new BigDecimal((step == 0 ? 90_000 : 1_000_000 + step) + ".5");
      default -> new BigDecimal((step == 0 ? 30_000 : 1_000_000 + step) + ".5");
    };
  }
}
