package dev.aurora.service.api;

import dev.aurora.service.person.Approval;
import dev.aurora.service.report.TradingReport;
import dev.aurora.service.sweep.KillProgress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is restricted.
 *
 * @param widest the kill that binds everything else; null = none
 * @param engaged kills, and what only lets reducers pass, the widest first
 * @param progress by id of a kill that stops everything: what of its scope may still fill, as books
 *     and broker say
 * @param confirmed by id of a kill whose open orders a person has looked up at the broker, all of
 *     them: it counts as CONFIRMED
 * @param waiting releases that one of two persons has approved
 */
public record KillView(
    TradingReport.@Nullable Killed widest,
    List<TradingReport.Killed> engaged,
    Map<String, KillProgress> progress,
    Map<String, Word> confirmed,
    List<Word> waiting) {

  /**
   * What a person has said of a kill.
   *
   * @param id of the kill
   * @param at wall time
   * @param until wall time by which a second person must have approved too
   */
  public record Word(String id, String person, String cause, Instant at, Instant until) {

    static Word of(Approval approval) {
      return new Word(
          approval.subject(),
          approval.person(),
          approval.cause(),
          approval.at(),
          approval.expires());
    }
  }

  public KillView {
    engaged = List.copyOf(engaged);
    progress = Map.copyOf(progress);
    confirmed = Map.copyOf(confirmed);
    waiting = List.copyOf(waiting);
  }
}
