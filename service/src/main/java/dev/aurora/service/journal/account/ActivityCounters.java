package dev.aurora.service.journal.account;

import dev.aurora.rules.fact.Activity;
import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.breaker.BreakerFacts;
import dev.aurora.service.journal.account.BookSnapshot.History;
import dev.aurora.service.journal.account.BookSnapshot.StrategySymbol;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Counts of what happened in windows of market time before one order. Rates are counted at
 * approval, in the order's own bucket: openers never use up the room of reducers. One thread uses
 * one object.
 */
final class ActivityCounters {

  private final History history;
  private final Windows windows;
  private final Instant now;
  private final long executionsThisSession;
  private final List<RecentOrder> recent;
  private long messagesThisSession;

  ActivityCounters(BookSnapshot book, Windows windows, Instant now) {
    this.history = book.history();
    this.windows = windows;
    this.now = now;
    this.executionsThisSession = book.session().executions();
    this.messagesThisSession = book.session().messages();
    this.recent = new ArrayList<>(book.recent());
  }

  void add(RecentOrder order) {
    recent.add(order);
    if (order.entered()) {
      messagesThisSession++;
    }
  }

  Activity before(Order order, boolean reducer) {
    Predicate<RecentOrder> bucket = past -> past.approved() && past.reducer() == reducer;
    Predicate<RecentOrder> sameStrategy = past -> Objects.equals(past.strategy(), order.strategy());
    Predicate<RecentOrder> sameSymbol = past -> Objects.equals(past.symbol(), order.symbol());
    return new Activity(
        count(windows.submitRate(), bucket.and(sameStrategy)),
        count(windows.submitRate(), bucket),
        count(windows.submitRate(), bucket.and(sameSymbol)),
        count(windows.messageRate(), bucket) + cancels(reducer),
        messagesThisSession,
        executionsThisSession,
        count(windows.duplicateOrder(), past -> past.entered() && past.isIdenticalTo(order)),
        unattendedEntries(order),
        order.strategy() == null ? 0L : history.losingExits().getOrDefault(order.strategy(), 0L),
        denials(order.strategy()),
        history.brokerRejects());
  }

  /**
   * Counts for the breakers, everything noted so far included.
   *
   * @param strategy whose denials; null = nobody's
   */
  BreakerFacts.Activity forBreakers(@Nullable String strategy) {
    return new BreakerFacts.Activity(denials(strategy), history.brokerRejects());
  }

  private long denials(@Nullable String strategy) {
    return count(
        windows.denials(), past -> !past.approved() && Objects.equals(past.strategy(), strategy));
  }

  private long count(Duration window, Predicate<RecentOrder> which) {
    return recent.stream()
        .filter(past -> isWithin(now, window, past.checkedAt()))
        .filter(which)
        .count();
  }

  private long cancels(boolean reducer) {
    return history.cancels().stream()
        .filter(cancel -> cancel.reducer() == reducer)
        .filter(cancel -> isWithin(now, windows.messageRate(), cancel.askedAt()))
        .count();
  }

  private long unattendedEntries(Order order) {
    if (order.strategy() == null || order.symbol() == null) {
      return 0;
    }
    StrategySymbol key = new StrategySymbol(order.strategy(), order.symbol());
    return history.unattendedEntries().getOrDefault(key, 0L);
  }

  /** Half-open: (now - window, now]. */
  static boolean isWithin(Instant now, Duration window, Instant at) {
    return at.isAfter(now.minus(window)) && !at.isAfter(now);
  }
}
