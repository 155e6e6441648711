package dev.aurora.rules.verdict;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Aurora's answer to one event: the breakers that it trips. Immutable.
 *
 * @param id echoed from the facts
 * @param tripped true = something has to be latched now
 * @param consequence worst consequence of the enforced trips; null when clear
 * @param ruleSet digest of the rule set that answered
 * @param trips all trips, enforced and monitored, in catalogue order
 * @param judged breakers that looked at this event, in catalogue order. Only they were found clear
 *     or tripped: an event that tells nothing of the broker doesn't end a silence of the broker
 * @param utilisation observed / limit by limit name, 4 decimals HALF_UP, of the breakers that look
 *     at such an event
 */
public record BreakerVerdict(
    @Nullable String id,
    boolean tripped,
    @Nullable Consequence consequence,
    String ruleSet,
    List<Trip> trips,
    List<String> judged,
    Map<String, BigDecimal> utilisation)
    implements Answer {

  public BreakerVerdict {
    trips = List.copyOf(trips);
    judged = List.copyOf(judged);
    utilisation = Map.copyOf(utilisation);
    boolean enforced = trips.stream().anyMatch(trip -> trip.breach().mode() == Mode.ENFORCE);
    if (tripped != enforced || tripped == (consequence == null)) {
      throw new IllegalArgumentException(
          "a verdict is tripped, and has a consequence, exactly when an enforced trip stands in it:"
              + " "
              + trips);
    }
  }

  @Override
  public String word() {
    return tripped ? TRIPPED : CLEAR;
  }

  @Override
  public List<Breach> breaches() {
    return trips.stream().map(Trip::breach).toList();
  }
}
