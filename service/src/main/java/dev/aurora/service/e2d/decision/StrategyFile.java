package dev.aurora.service.e2d.decision;

import dev.aurora.service.e2d.artifact.Digests;
import dev.aurora.service.e2d.sanity.SanityProfile;
import dev.aurora.service.market.BarInterval;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A strategy file as read.
 *
 * @param strategy its values
 * @param digest digest of its bytes
 */
public record StrategyFile(Strategy strategy, String digest) {

  /**
   * Reads a strategy file; the path of the model is relative to it.
   *
   * @throws StrategyException when a key is missing, unknown, doubled or wrong: it says where
   * @throws IOException when the file can't be read
   */
  public static StrategyFile read(Path path) throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    YamlSection root = new YamlSection(path.toString(), "", compose(path, bytes));
    try {
      return new StrategyFile(strategy(path, root), Digests.of(bytes));
    } catch (IllegalArgumentException e) {
      throw new StrategyException(path + ": " + e.getMessage());
    }
  }

  private static Node compose(Path path, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      Node node = new Yaml(new LoaderOptions()).compose(new StringReader(text));
      if (node != null) {
        return node;
      }
    } catch (MarkedYAMLException e) {
      throw new StrategyException(
          "%s, line %s, column %s: no YAML, %s"
              .formatted(
                  path,
                  e.getProblemMark().getLine() + 1,
                  e.getProblemMark().getColumn() + 1,
                  e.getProblem()));
    }
    throw new StrategyException(path + ": empty, expected a strategy");
  }

  private static Strategy strategy(Path path, YamlSection root) {
    Strategy strategy =
        new Strategy(
            root.text("strategy"),
            root.texts("symbols"),
            path.resolveSibling(root.text("model")).normalize(),
            BarInterval.parse(root.text("barInterval")),
            history(root.section("history")),
            signal(root.section("signal")),
            sizing(root.section("sizing")),
            exits(root.section("exits")),
            account(root.section("account")),
            sanity(root));
    root.end();
    return strategy;
  }

  private static Strategy.History history(YamlSection section) {
    Strategy.History history =
        new Strategy.History(section.integer("bars"), section.integer("minimum"));
    section.end();
    return history;
  }

  private static Strategy.SignalRule signal(YamlSection section) {
    Strategy.SignalRule rule =
        new Strategy.SignalRule(
            section.integer("volatilityBars"),
            section.decimal("buyAbove").doubleValue(),
            section.decimal("sellBelow").doubleValue(),
            section.decimal("lowConfidence").doubleValue());
    section.end();
    return rule;
  }

  private static Strategy.Sizing sizing(YamlSection section) {
    Strategy.Sizing sizing =
        new Strategy.Sizing(
            section.decimal("riskBps").doubleValue(),
            section.decimal("volatilityFloor").doubleValue(),
            section.decimal("maxValue"),
            section.decimal("maxQuantity"),
            section.decimal("lot"));
    section.end();
    return sizing;
  }

  private static Strategy.Exits exits(YamlSection section) {
    Strategy.Exits exits =
        new Strategy.Exits(
            section.decimal("stopVolatilities").doubleValue(),
            section.decimal("takeVolatilities").doubleValue(),
            section.integer("minimumBp"),
            section.integer("maximumBp"));
    section.end();
    return exits;
  }

  private static Strategy.Account account(YamlSection section) {
    Strategy.Account account = new Strategy.Account(section.text("id"), section.decimal("equity"));
    section.end();
    return account;
  }

  private static SanityProfile sanity(YamlSection root) {
    String name = root.text("sanity");
    return switch (name) {
      case "strict" -> SanityProfile.strict();
      case "lenient" -> SanityProfile.lenient();
      default -> throw root.wrong("sanity", "strict or lenient, not " + name);
    };
  }
}
