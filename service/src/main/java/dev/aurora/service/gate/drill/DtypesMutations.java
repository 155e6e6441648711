package dev.aurora.service.gate.drill;

import static dev.aurora.service.gate.drill.Mutation.Base.RUN;

import java.nio.file.Files;
import java.util.List;

/** Ways to get types and values wrong. */
final class DtypesMutations {

  private static final String GATE = "dtypes";
  private static final String FEATURES = "features.parquet";
  private static final String PREDICTIONS = "predictions.parquet";

  private DtypesMutations() {}

  static List<Mutation> all() {
    return List.of(
        red("one feature as float64", c -> c.replace(FEATURES, "vol_10", "vol_10::DOUBLE")),
        red(
            "the prediction as float64",
            c -> c.replace(PREDICTIONS, "prediction", "prediction::DOUBLE")),
        red("every feature as float64", DtypesMutations::allDouble),
        red("a feature as int64", c -> c.replace(FEATURES, "rsi_14", "rsi_14::BIGINT")),
        red("a feature as int32", c -> c.replace(FEATURES, "rsi_14", "rsi_14::INTEGER")),
        red("a feature as decimal", c -> c.replace(FEATURES, "sma_10", "sma_10::DECIMAL(18,4)")),
        red("a feature as text", c -> c.replace(FEATURES, "sma_20", "sma_20::VARCHAR")),
        red("a feature as boolean", c -> c.replace(FEATURES, "sma_20", "sma_20 > 0")),
        red("a NaN", c -> c.replace(FEATURES, "rsi_14", one("'NaN'::FLOAT", "rsi_14"))),
        red("an infinity", c -> c.replace(FEATURES, "rsi_14", one("'inf'::FLOAT", "rsi_14"))),
        red("a null", c -> c.replace(FEATURES, "rsi_14", one("NULL", "rsi_14"))),
        red(
            "a prediction of minus infinity",
            c -> c.replace(PREDICTIONS, "prediction", one("'-inf'::FLOAT", "prediction"))),
        red("the symbol as int64", c -> c.replace(FEATURES, "symbol", "row::BIGINT")),
        red("the symbol as float32", c -> c.replace(PREDICTIONS, "symbol", "row::FLOAT")),
        red("a symbol that is null", c -> c.replace(FEATURES, "symbol", one("NULL", "symbol"))),
        red(
            "one more column as float64",
            c ->
                c.rewrite(
                    FEATURES, "SELECT * EXCLUDE (row), 1.0::DOUBLE AS y FROM t ORDER BY row")),
        red("no feature left", c -> c.rewrite(FEATURES, "SELECT symbol, time FROM t ORDER BY row")),
        red("one more table as float64", DtypesMutations::anotherTable),
        red("no rows", c -> c.rewrite(PREDICTIONS, "SELECT * EXCLUDE (row) FROM t WHERE false")),
        red("predictions removed", c -> Files.delete(c.file(PREDICTIONS))),
        red("features that are no Parquet", c -> c.write(FEATURES, new byte[] {1, 2, 3, 4})),
        red("a signal of float64", c -> c.decision(d -> d.put("signal", 1.0 / 3))),
        red("a signal as text", c -> c.decision(d -> d.put("signal", "0.5"))),
        red("a signal beyond float32", c -> c.decision(d -> d.put("signal", 1e60))),
        red("no confidence", c -> c.decision(d -> d.remove("confidence"))),
        Mutation.control(
            GATE,
            RUN,
            "an identifier as int32",
            c ->
                c.rewrite(
                    FEATURES,
                    "SELECT * EXCLUDE (row), row::INTEGER AS bar_id FROM t ORDER BY row")),
        Mutation.control(
            GATE,
            RUN,
            "a signal as the exact value of a float32",
            c -> c.decision(d -> d.put("signal", (double) 0.1f))));
  }

  private static Mutation red(String name, Mutation.Spoiler spoil) {
    return Mutation.red(GATE, RUN, name, spoil);
  }

  private static String one(String value, String otherwise) {
    return "CASE WHEN row = 7 THEN " + value + " ELSE " + otherwise + " END";
  }

  private static void allDouble(ArtifactCopy copy) throws Exception {
    copy.rewrite(
        FEATURES,
        "SELECT symbol, time, COLUMNS(* EXCLUDE (symbol, time, row))::DOUBLE FROM t ORDER BY row");
  }

  private static void anotherTable(ArtifactCopy copy) throws Exception {
    Files.copy(copy.file(FEATURES), copy.file("labels.parquet"));
    copy.replace("labels.parquet", "vol_10", "vol_10::DOUBLE");
  }
}
