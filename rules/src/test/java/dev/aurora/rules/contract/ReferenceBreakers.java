package dev.aurora.rules.contract;

import static dev.aurora.rules.verdict.Consequence.HALT_TRADING;
import static dev.aurora.rules.verdict.Consequence.REDUCE_ONLY;
import static dev.aurora.rules.verdict.Ends.BY_A_PERSON;
import static dev.aurora.rules.verdict.Ends.BY_ITSELF;

import dev.aurora.rules.fact.SessionPhase;
import dev.aurora.rules.fact.Side;
import dev.aurora.rules.fact.Stage;
import dev.aurora.rules.fact.breaker.BreakerFacts;
import dev.aurora.rules.fact.breaker.EventKind;
import dev.aurora.rules.verdict.Consequence;
import dev.aurora.rules.verdict.Ends;
import dev.aurora.rules.verdict.Mode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The breakers of the catalogue in plain Java, written by hand from its words. Shares nothing with
 * rules, trees and Drools but the records of the facts; numbers are compared by multiplying.
 * Stateless; thread-safe.
 */
final class ReferenceBreakers {

  private static final BigDecimal TEN_THOUSAND = new BigDecimal("10000");

  /**
   * What one breaker found.
   *
   * @param missing a fact is missing; then neither numbers nor consequence of the rule are told
   */
  record Finding(
      String breaker,
      boolean missing,
      Consequence then,
      Mode mode,
      Ends ends,
      String latches,
      @Nullable String observed,
      @Nullable String limit) {}

  /** Numbers that a test moves to prove that a difference is seen. */
  record Numbers(
      int denials, int softRejects, int hardRejects, int silence, int unknown, int runs) {
    static Numbers ofTheCatalogue() {
      return new Numbers(20, 5, 20, 15, 60, 3);
    }
  }

  private final Numbers numbers;

  ReferenceBreakers(Numbers numbers) {
    this.numbers = numbers;
  }

  List<Finding> findings(BreakerFacts facts) {
    One one = new One(facts);
    one.activity();
    one.fill();
    one.books();
    one.equity();
    one.conditions();
    return one.findings;
  }

  private final class One {
    private final BreakerFacts facts;
    private final @Nullable EventKind kind;
    private final List<Finding> findings = new ArrayList<>();

    One(BreakerFacts facts) {
      this.facts = facts;
      this.kind = facts.event() == null ? null : facts.event().kind();
    }

    /** Whether a part has to be looked at, given or not. */
    private boolean due(@Nullable Object part, EventKind... carriers) {
      return part != null || kind == null || Set.of(carriers).contains(kind);
    }

    void activity() {
      BreakerFacts.Activity activity = facts.activity();
      if (!due(activity, EventKind.ORDER, EventKind.REJECT)) {
        return;
      }
      count(
          "breach-burst",
          strategy(),
          BY_A_PERSON,
          REDUCE_ONLY,
          activity == null ? null : activity.denialsWindow(),
          numbers.denials,
          Mode.ENFORCE);
      Long rejects = activity == null ? null : activity.brokerRejectsWindow();
      count(
          "rejection-burst",
          account(),
          BY_A_PERSON,
          REDUCE_ONLY,
          rejects,
          numbers.softRejects,
          Mode.ENFORCE);
      if (rejects != null) {
        count(
            "rejection-burst",
            account(),
            BY_A_PERSON,
            HALT_TRADING,
            rejects,
            numbers.hardRejects,
            Mode.ENFORCE);
      }
    }

    void fill() {
      BreakerFacts.Fill fill = facts.fill();
      if (!due(fill, EventKind.FILL)) {
        return;
      }
      boolean known =
          fill != null
              && fill.side() != null
              && isPositive(fill.price())
              && isPositive(fill.referencePrice());
      if (!known) {
        missing("slippage", strategy(), BY_A_PERSON, Mode.ENFORCE);
        return;
      }
      BigDecimal reference = fill.referencePrice();
      BigDecimal worse =
          fill.side() == Side.BUY
              ? fill.price().subtract(reference)
              : reference.subtract(fill.price());
      BigDecimal collar = new BigDecimal(collar(reference));
      if (worse.multiply(TEN_THOUSAND).compareTo(collar.multiply(reference)) > 0) {
        add("slippage", REDUCE_ONLY, BY_A_PERSON, strategy(), bps(worse, reference), collar);
      }
    }

    private static int collar(BigDecimal reference) {
      if (reference.compareTo(BigDecimal.ONE) < 0) {
        return 2000;
      }
      if (reference.compareTo(new BigDecimal(25)) < 0) {
        return 1000;
      }
      return reference.compareTo(new BigDecimal(50)) < 0 ? 700 : 500;
    }

    void books() {
      if (!due(facts.books(), EventKind.RECONCILIATION)) {
        return;
      }
      Boolean confirmed = facts.books() == null ? null : facts.books().mismatchConfirmed();
      if (confirmed == null) {
        missing("position-mismatch", accountAndSymbol(), BY_A_PERSON, Mode.ENFORCE);
      } else if (confirmed) {
        add("position-mismatch", HALT_TRADING, BY_A_PERSON, accountAndSymbol(), null, null);
      }
    }

    void equity() {
      BreakerFacts.Account account = facts.account();
      if (!due(
          account, EventKind.ORDER, EventKind.FILL, EventKind.RUN_END, EventKind.RECONCILIATION)) {
        return;
      }
      BigDecimal equity = account == null ? null : account.equity();
      BigDecimal open = account == null ? null : account.equityAtOpen();
      BigDecimal peak = account == null ? null : account.equityPeak();
      if (equity == null || open == null) {
        missing("daily-loss", account(), BY_A_PERSON, Mode.ENFORCE);
      } else {
        boolean momentum =
            "momentum".equals(facts.event() == null ? null : facts.event().strategy());
        BigDecimal loss = open.subtract(equity);
        above("daily-loss", REDUCE_ONLY, loss, momentum ? 3000 : 10000);
        above("daily-loss", HALT_TRADING, loss, momentum ? 6000 : 20000);
      }
      if (equity == null || peak == null) {
        missing("drawdown", account(), BY_A_PERSON, Mode.ENFORCE);
      } else {
        fall(REDUCE_ONLY, equity, peak, 500);
        fall(HALT_TRADING, equity, peak, 1000);
      }
    }

    private void above(String breaker, Consequence then, BigDecimal observed, int limit) {
      if (observed.compareTo(BigDecimal.valueOf(limit)) > 0) {
        add(breaker, then, BY_A_PERSON, account(), observed, BigDecimal.valueOf(limit));
      }
    }

    private void fall(Consequence then, BigDecimal equity, BigDecimal peak, int limit) {
      BigDecimal fall = peak.subtract(equity);
      BigDecimal share = BigDecimal.valueOf(limit);
      boolean broken =
          peak.signum() < 0 || fall.multiply(TEN_THOUSAND).compareTo(share.multiply(peak)) > 0;
      if (broken) {
        add("drawdown", then, BY_A_PERSON, account(), bps(fall, peak), share);
      }
    }

    /** Not counted outside OPEN; of an unknown phase nobody says that it is outside. */
    void conditions() {
      SessionPhase phase = facts.session() == null ? null : facts.session().phase();
      if (phase != null && phase != SessionPhase.OPEN) {
        return;
      }
      boolean open = phase != null;
      if (due(facts.broker(), EventKind.HEARTBEAT)) {
        Instant heard = facts.broker() == null ? null : facts.broker().lastHeartbeatAt();
        since("broker-outage", venue(), heard, numbers.silence, open);
      }
      run(open);
      if (due(facts.broker(), EventKind.HEARTBEAT)) {
        boolean none = facts.broker() != null && facts.broker().oldestUnknownSince() == null;
        if (!none) {
          Instant unknown = facts.broker() == null ? null : facts.broker().oldestUnknownSince();
          since("unknown-order", accountAndSymbol(), unknown, numbers.unknown, open);
        }
      }
      slow(open);
    }

    private void since(
        String breaker, String latches, @Nullable Instant then, int limit, boolean open) {
      Instant now = facts.now();
      if (then == null || now == null) {
        missing(breaker, latches, BY_ITSELF, Mode.ENFORCE);
        return;
      }
      boolean old = Duration.between(then, now).compareTo(Duration.ofSeconds(limit)) > 0;
      boolean ahead = Duration.between(now, then).compareTo(Duration.ofSeconds(1)) > 0;
      if (!open && (old || ahead)) {
        missing(breaker, latches, BY_ITSELF, Mode.ENFORCE);
      } else if (old) {
        Duration age = Duration.between(then, now);
        BigDecimal seconds =
            BigDecimal.valueOf(age.getSeconds()).add(BigDecimal.valueOf(age.getNano(), 9));
        add(breaker, REDUCE_ONLY, BY_ITSELF, latches, seconds, BigDecimal.valueOf(limit));
      } else if (ahead) {
        add(breaker, REDUCE_ONLY, BY_ITSELF, latches, null, null);
      }
    }

    private void run(boolean open) {
      if (due(facts.run(), EventKind.RUN_END)) {
        runs(
            "data-failure",
            facts.run() == null ? null : facts.run().failedDataSanityInARow(),
            Mode.ENFORCE,
            open);
      }
    }

    private void slow(boolean open) {
      if (due(facts.run(), EventKind.RUN_END)) {
        runs(
            "decision-latency",
            facts.run() == null ? null : facts.run().overLatencyBudgetInARow(),
            Mode.MONITOR,
            open);
      }
    }

    private void runs(String breaker, @Nullable Long inARow, Mode mode, boolean open) {
      boolean unknown = inARow != null && inARow >= numbers.runs && !open;
      count(
          breaker, strategy(), BY_ITSELF, REDUCE_ONLY, unknown ? null : inARow, numbers.runs, mode);
    }

    private void count(
        String breaker,
        String latches,
        Ends ends,
        Consequence then,
        @Nullable Long observed,
        int limit,
        Mode mode) {
      if (observed == null) {
        missing(breaker, latches, ends, mode);
      } else if (observed >= limit) {
        findings.add(
            new Finding(
                breaker,
                false,
                then,
                mode(mode),
                ends,
                latches,
                Long.toString(observed),
                Integer.toString(limit)));
      }
    }

    private void add(
        String breaker,
        Consequence then,
        Ends ends,
        String latches,
        @Nullable BigDecimal observed,
        @Nullable BigDecimal limit) {
      findings.add(
          new Finding(
              breaker,
              false,
              then,
              mode(Mode.ENFORCE),
              ends,
              latches,
              plain(observed),
              plain(limit)));
    }

    private void missing(String breaker, String latches, Ends ends, Mode mode) {
      findings.add(new Finding(breaker, true, REDUCE_ONLY, mode(mode), ends, latches, null, null));
    }

    /** All breakers are of week one. */
    private Mode mode(Mode own) {
      Stage stage = facts.control() == null ? null : facts.control().stage();
      return stage == Stage.BASELINE ? Mode.MONITOR : own;
    }

    private String strategy() {
      String strategy = facts.event() == null ? null : facts.event().strategy();
      return strategy == null ? "firm" : "strategy:" + strategy;
    }

    private String account() {
      String account = facts.event() == null ? null : facts.event().account();
      return account == null ? "firm" : "account:" + account;
    }

    private String venue() {
      String venue = facts.event() == null ? null : facts.event().venue();
      return venue == null ? "firm" : "venue:" + venue;
    }

    private String accountAndSymbol() {
      String symbol = facts.event() == null ? null : facts.event().symbol();
      String account = account();
      return symbol == null || account.equals("firm") ? account : account + "/symbol:" + symbol;
    }
  }

  private static boolean isPositive(@Nullable BigDecimal price) {
    return price != null && price.signum() > 0;
  }

  /** Shown numbers alone are divided; over nothing they are shown as beyond any limit. */
  private static BigDecimal bps(BigDecimal part, BigDecimal whole) {
    return whole.signum() <= 0
        ? new BigDecimal("1000000000000000000")
        : part.multiply(TEN_THOUSAND).divide(whole, 4, RoundingMode.CEILING);
  }

  private static @Nullable String plain(@Nullable BigDecimal number) {
    return number == null ? null : number.stripTrailingZeros().toPlainString();
  }
}
