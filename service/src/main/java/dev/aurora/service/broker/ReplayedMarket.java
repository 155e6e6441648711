package dev.aurora.service.broker;

import dev.aurora.service.market.ActionTerms;
import dev.aurora.service.market.CorporateAction;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The days of a broker whose market time is ours to move on, because it replays bars. Those of a
 * real broker pass by themselves: {@link #ITS_OWN}. Every method may be called again, and a moment
 * that has passed already changes nothing. Thread-safe.
 */
public interface ReplayedMarket {

  /** Of a broker that ends its days and books its actions without being told. */
  ReplayedMarket ITS_OWN =
      new ReplayedMarket() {
        @Override
        public void endDay(String account, Instant close) {}

        @Override
        public int advance(String account, Instant marketNow) {
          return 0;
        }

        @Override
        public Optional<String> book(
            String account,
            CorporateAction action,
            @Nullable ActionTerms terms,
            Instant effectiveAt) {
          return Optional.empty();
        }
      };

  /**
   * A session of the account is over: what is left of its day orders expires, and of orders whose
   * time has run out.
   *
   * @param close market time
   */
  void endDay(String account, Instant close);

  /**
   * Live orders of the account meet the bars that have opened until then.
   *
   * @param marketNow market time
   * @return how many executions that made
   */
  int advance(String account, Instant marketNow);

  /**
   * Books a corporate action on positions, cash and live orders, once an id and account.
   *
   * @param terms of what is held afterwards; null when the instrument is unknown
   * @param effectiveAt market time of the first open with the action in the prices
   * @return empty when it is booked, now or before; else why not
   */
  Optional<String> book(
      String account, CorporateAction action, @Nullable ActionTerms terms, Instant effectiveAt);
}
