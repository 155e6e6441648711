package dev.aurora.service.promotion;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.service.run.Granted;
import dev.aurora.service.run.OrderGrants;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What orders may, by the newest promotion of their strategy to their mode. What was withdrawn or
 * ramped to zero lets nothing open a position; without any promotion there is none, which the
 * policy lets pass in SHADOW and PAPER only. Thread-safe.
 */
public final class DeploymentGrants implements OrderGrants {

  private static final Logger LOG = LoggerFactory.getLogger(DeploymentGrants.class);

  private final PromotionBook book;
  private final PassedGates gates;

  public DeploymentGrants(PromotionBook book, PassedGates gates) {
    this.book = book;
    this.gates = gates;
  }

  @Override
  public Granted of(List<Order> orders, String account, TradingMode mode) {
    List<String> strategies =
        orders.stream().flatMap(order -> Stream.ofNullable(order.strategy())).distinct().toList();
    if (strategies.isEmpty()) {
      return Granted.NO_PROMOTION;
    }
    try {
      List<PromotionStanding> all = book.all();
      List<Granted> found =
          strategies.stream()
              .flatMap(strategy -> newest(all, account, strategy, mode).stream())
              .map(DeploymentGrants::granted)
              .toList();
      if (found.isEmpty()) {
        return Granted.NO_PROMOTION;
      }
      // One answer is for all of them: what is meant for one strategy fits no other.
      return strategies.size() == 1 ? found.getFirst() : Granted.NOTHING;
    } catch (RuntimeException unreadable) {
      LOG.error("no opener passes until the promotions can be read", unreadable);
      return Granted.NOTHING;
    }
  }

  @Override
  public GateLevel reached(GateLevel ofRun, Granted granted, Instant now) {
    GateLevel required = granted.required();
    if (required == null || ofRun.compareTo(GateLevel.L0) < 0 || ofRun.compareTo(required) >= 0) {
      return ofRun;
    }
    GateLevel passed = passed(now);
    return passed.compareTo(ofRun) > 0 ? passed : ofRun;
  }

  /** Evidence that can't be read shows nothing, and keeps no reducer from its check. */
  private GateLevel passed(Instant now) {
    try {
      return gates.reached(now);
    } catch (RuntimeException unreadable) {
      LOG.error("no gate counts as passed until the evidence can be read", unreadable);
      return GateLevel.L0;
    }
  }

  /** The newest that was ever granted: a later one takes its place, also when it is withdrawn. */
  static Optional<PromotionStanding> newest(
      List<PromotionStanding> newestFirst, String account, String strategy, TradingMode mode) {
    return newestFirst.stream()
        .filter(PromotionStanding::granted)
        .filter(
            standing ->
                standing.asked().input().to() == mode
                    && standing.asked().candidate().strategy().equals(strategy)
                    && standing.asked().candidate().account().equals(account))
        .max((one, other) -> Long.compare(grantedAt(one), grantedAt(other)));
  }

  private static long grantedAt(PromotionStanding standing) {
    return standing.events().stream()
        .filter(event -> event.kind() == PromotionEvent.Kind.GRANTED)
        .mapToLong(PromotionEvent::number)
        .findFirst()
        .orElse(0);
  }

  private static Granted granted(PromotionStanding standing) {
    if (standing.rampPercent() == 0) {
      // No model is covered either, so `stale-decision` denies while the envelope only monitors.
      return Granted.NOTHING;
    }
    PromotionAsked asked = standing.asked();
    return new Granted(
        asked.envelope().share(standing.rampPercent()),
        asked.requiredGateLevel(),
        asked.candidate().modelVersion(),
        asked.candidate().modelDigest());
  }
}
