package dev.aurora.service.run;

import dev.aurora.rules.fact.Order;
import dev.aurora.service.e2d.decision.Strategy;
import dev.aurora.service.e2d.decision.StrategyFile;
import dev.aurora.service.e2d.model.ModelCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The strategies of this installation: what each may trade, for whom, with which model. Immutable.
 */
public final class Strategies {

  private static final String ENDING = ".yaml";

  /** One strategy, its file, and version and digest of its model. */
  public record Known(Strategy strategy, Path file, String modelVersion, String modelDigest) {}

  private final Map<String, Known> byName;
  private final String venue;

  private Strategies(Map<String, Known> byName, String venue) {
    this.byName = Map.copyOf(byName);
    this.venue = venue;
  }

  /**
   * Reads every strategy file of a folder.
   *
   * @param venue the only venue that is connected
   * @throws IOException when the folder or a model's side-car can't be read
   */
  public static Strategies load(Path folder, String venue) throws IOException {
    Map<String, Known> found = new HashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(ENDING)).toList()) {
        Strategy strategy = StrategyFile.read(file).strategy();
        ModelCard card = ModelCard.read(strategy.model());
        found.put(strategy.name(), new Known(strategy, file, card.version(), card.sha256()));
      }
    }
    return new Strategies(found, venue);
  }

  public Collection<Known> all() {
    return byName.values();
  }

  public Optional<Known> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Whether strategy, account, venue and symbol of the order belong together. */
  boolean permits(Order order) {
    return known(order)
        .map(
            known ->
                known.strategy().symbols().contains(order.symbol())
                    && known.strategy().account().id().equals(order.account())
                    && venue.equals(order.venue()))
        .orElse(false);
  }

  /** Whether the order is for the venue that is connected. */
  boolean isConnected(Order order) {
    return venue.equals(order.venue());
  }

  boolean hasApprovedModel(Order order) {
    return known(order)
        .map(known -> known.modelVersion().equals(order.modelVersion()))
        .orElse(false);
  }

  /** Whether the order's model is the one that a promotion was for. */
  boolean isCovered(Order order, Granted granted) {
    return known(order)
        .map(known -> granted.covers(order.modelVersion(), known.modelDigest()))
        .orElse(granted.envelope() == null);
  }

  private Optional<Known> known(Order order) {
    return order.strategy() == null ? Optional.empty() : named(order.strategy());
  }
}
