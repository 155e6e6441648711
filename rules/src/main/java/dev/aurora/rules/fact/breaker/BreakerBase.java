package dev.aurora.rules.fact.breaker;

import dev.aurora.rules.fact.breaker.BreakerFacts.Account;
import dev.aurora.rules.fact.breaker.BreakerFacts.Activity;
import dev.aurora.rules.fact.breaker.BreakerFacts.Books;
import dev.aurora.rules.fact.breaker.BreakerFacts.Broker;
import dev.aurora.rules.fact.breaker.BreakerFacts.Control;
import dev.aurora.rules.fact.breaker.BreakerFacts.Event;
import dev.aurora.rules.fact.breaker.BreakerFacts.Fill;
import dev.aurora.rules.fact.breaker.BreakerFacts.Run;
import dev.aurora.rules.fact.breaker.BreakerFacts.Session;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The facts of an event that can be missing, each by the path of its JSON key and with a bit of its
 * own. {@link #BROKER} stands for its whole section, for values that need nothing else of it. What
 * may rightly be absent (owners of the event, an order of unknown outcome) isn't listed.
 */
enum BreakerBase {
  KIND(Section.EVENT, "event.kind", facts -> of(facts.event(), Event::kind)),
  NOW(null, "now", BreakerFacts::now),
  PHASE(Section.SESSION, "session.phase", facts -> of(facts.session(), Session::phase)),
  DENIALS(
      Section.ACTIVITY,
      "activity.denialsWindow",
      facts -> of(facts.activity(), Activity::denialsWindow)),
  REJECTS(
      Section.ACTIVITY,
      "activity.brokerRejectsWindow",
      facts -> of(facts.activity(), Activity::brokerRejectsWindow)),
  EQUITY(Section.ACCOUNT, "account.equity", facts -> of(facts.account(), Account::equity)),
  EQUITY_AT_OPEN(
      Section.ACCOUNT, "account.equityAtOpen", facts -> of(facts.account(), Account::equityAtOpen)),
  EQUITY_PEAK(
      Section.ACCOUNT, "account.equityPeak", facts -> of(facts.account(), Account::equityPeak)),
  FILL_SIDE(Section.FILL_MADE, "fill.side", facts -> of(facts.fill(), Fill::side)),
  FILL_PRICE(Section.FILL_MADE, "fill.price", facts -> positive(of(facts.fill(), Fill::price))),
  FILL_REFERENCE(
      Section.FILL_MADE,
      "fill.referencePrice",
      facts -> positive(of(facts.fill(), Fill::referencePrice))),
  FAILED_RUNS(
      Section.RUN,
      "run.failedDataSanityInARow",
      facts -> of(facts.run(), Run::failedDataSanityInARow)),
  SLOW_RUNS(
      Section.RUN,
      "run.overLatencyBudgetInARow",
      facts -> of(facts.run(), Run::overLatencyBudgetInARow)),
  BROKER(Section.BROKER, "broker", BreakerFacts::broker),
  HEARTBEAT(
      Section.BROKER,
      "broker.lastHeartbeatAt",
      facts -> of(facts.broker(), Broker::lastHeartbeatAt)),
  MISMATCH(
      Section.BOOKS,
      "books.mismatchConfirmed",
      facts -> of(facts.books(), Books::mismatchConfirmed)),
  STAGE(Section.CONTROL, "control.stage", facts -> of(facts.control(), Control::stage)),
  MODE(Section.CONTROL, "control.mode", facts -> of(facts.control(), Control::mode));

  private final @Nullable Section section;
  private final String path;
  private final Function<BreakerFacts, @Nullable Object> value;

  BreakerBase(
      @Nullable Section section, String path, Function<BreakerFacts, @Nullable Object> value) {
    this.section = section;
    this.path = path;
    this.value = value;
  }

  String path() {
    return path;
  }

  /** The fact's bit. */
  long mask() {
    return 1L << ordinal();
  }

  static long mask(BreakerBase... facts) {
    long mask = 0;
    for (BreakerBase fact : facts) {
      mask |= fact.mask();
    }
    return mask;
  }

  /** Bits of all facts that are absent although the event has to carry them. */
  static long missingIn(BreakerFacts facts) {
    long missing = 0;
    for (BreakerBase fact : values()) {
      boolean needed = fact.section == null || fact.section.isOf(facts);
      if (needed && fact.value.apply(facts) == null) {
        missing |= fact.mask();
      }
    }
    return missing;
  }

  /** JSON paths of the facts behind bits, one path for a section that is absent as a whole. */
  static List<String> pathsIn(long mask, BreakerFacts facts) {
    Set<String> paths = new LinkedHashSet<>();
    for (BreakerBase fact : values()) {
      if ((mask & fact.mask()) != 0) {
        Section section = fact.section;
        paths.add(section == null || section.given(facts) ? fact.path : section.key());
      }
    }
    return new ArrayList<>(paths);
  }

  /** The price itself when it is present and positive, else null. */
  static @Nullable BigDecimal positive(@Nullable BigDecimal price) {
    return price == null || price.signum() <= 0 ? null : price;
  }

  private static <S, T> @Nullable T of(@Nullable S section, Function<S, @Nullable T> value) {
    return section == null ? null : value.apply(section);
  }
}
