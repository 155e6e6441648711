package dev.aurora.rules.fact.breaker;

import dev.aurora.rules.fact.Ages;
import dev.aurora.rules.fact.Ratios;
import dev.aurora.rules.fact.RuleFact;
import dev.aurora.rules.fact.SessionPhase;
import dev.aurora.rules.fact.Side;
import dev.aurora.rules.fact.Stage;
import dev.aurora.rules.fact.breaker.BreakerFacts.Account;
import dev.aurora.rules.fact.breaker.BreakerFacts.Broker;
import dev.aurora.rules.fact.breaker.BreakerFacts.Control;
import dev.aurora.rules.fact.breaker.BreakerFacts.Event;
import dev.aurora.rules.fact.breaker.BreakerFacts.Fill;
import dev.aurora.rules.limit.BoundLimits;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What breakers look at: one event with what stands around it, the limits that bind its owners, and
 * every quantity derived from them. The getters are what a condition may read; {@link
 * BreakerCheckSchema} says what each means, its unit and what it needs (a test holds both against
 * each other).
 *
 * <p>A getter tells something only when its schema field's mask is 0. Then the fact is either there
 * or none of this kind of event's: numbers are 0, flags false and texts empty in that case, and the
 * {@code with...} flags tell the two apart. Made for one check and used by one thread.
 */
public final class BreakerCheck extends RuleFact {

  private final BreakerFacts facts;
  private final BoundLimits limits;
  private final long missing;

  /**
   * @param limits what binds the event's account, strategy, symbol, model and venue
   */
  public BreakerCheck(BreakerFacts facts, BoundLimits limits) {
    this.facts = Objects.requireNonNull(facts, "facts");
    this.limits = Objects.requireNonNull(limits, "limits");
    this.missing = BreakerBase.missingIn(facts);
  }

  /** The facts that this check was made from. */
  public BreakerFacts facts() {
    return facts;
  }

  @Override
  public @Nullable String id() {
    return facts.id();
  }

  /** Judged by the kind of the event: a heartbeat needs no fill. */
  @Override
  public boolean complete() {
    return missing == 0;
  }

  @Override
  public @Nullable Stage enforcingStage() {
    return facts.control() == null ? null : facts.control().stage();
  }

  /** The unit itself: events carry no currency. */
  @Override
  public String unitText(String unit) {
    return unit;
  }

  @Override
  public BoundLimits getLimits() {
    return limits;
  }

  /** Bits of the base facts that are missing. */
  long missing() {
    return missing;
  }

  // The event and whose it is.

  public String getKind() {
    return word(facts.event(), event -> event.kind());
  }

  public String getAccount() {
    return text(Event::account);
  }

  public String getStrategy() {
    return text(Event::strategy);
  }

  public String getSymbol() {
    return text(Event::symbol);
  }

  public String getVenue() {
    return text(Event::venue);
  }

  public String getModelVersion() {
    return text(Event::modelVersion);
  }

  // Which parts it carries.

  public boolean isWithActivity() {
    return Section.ACTIVITY.isOf(facts);
  }

  public boolean isWithAccount() {
    return Section.ACCOUNT.isOf(facts);
  }

  public boolean isWithFill() {
    return Section.FILL_MADE.isOf(facts);
  }

  public boolean isWithRun() {
    return Section.RUN.isOf(facts);
  }

  public boolean isWithBroker() {
    return Section.BROKER.isOf(facts);
  }

  public boolean isWithBooks() {
    return Section.BOOKS.isOf(facts);
  }

  // Session and what Aurora is set to.

  public String getPhase() {
    return word(facts.session(), session -> session.phase());
  }

  public boolean isSessionOpen() {
    return facts.session() != null && facts.session().phase() == SessionPhase.OPEN;
  }

  public String getStage() {
    Stage stage = enforcingStage();
    return stage == null ? "" : stage.word();
  }

  public String getMode() {
    return word(facts.control(), Control::mode);
  }

  // Counts.

  public BigDecimal getDenialsWindow() {
    return count(facts.activity() == null ? null : facts.activity().denialsWindow());
  }

  public BigDecimal getBrokerRejectsWindow() {
    return count(facts.activity() == null ? null : facts.activity().brokerRejectsWindow());
  }

  public BigDecimal getFailedDataSanityInARow() {
    return count(facts.run() == null ? null : facts.run().failedDataSanityInARow());
  }

  public BigDecimal getOverLatencyBudgetInARow() {
    return count(facts.run() == null ? null : facts.run().overLatencyBudgetInARow());
  }

  // Equity.

  public BigDecimal getEquity() {
    return money(Account::equity);
  }

  public BigDecimal getEquityAtOpen() {
    return money(Account::equityAtOpen);
  }

  public BigDecimal getEquityPeak() {
    return money(Account::equityPeak);
  }

  public BigDecimal getLossToday() {
    return getEquityAtOpen().subtract(getEquity());
  }

  public BigDecimal getDrawdownBps() {
    return Ratios.bps(getEquityPeak().subtract(getEquity()), getEquityPeak());
  }

  // The fill.

  public String getFillSide() {
    return word(facts.fill(), Fill::side);
  }

  public BigDecimal getFillPrice() {
    return orZero(facts.fill() == null ? null : facts.fill().price());
  }

  public BigDecimal getFillReferencePrice() {
    return orZero(facts.fill() == null ? null : facts.fill().referencePrice());
  }

  public BigDecimal getSlippageBps() {
    Fill fill = facts.fill();
    BigDecimal reference = getFillReferencePrice();
    if (fill == null || reference.signum() <= 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal paidMore = getFillPrice().subtract(reference);
    return Ratios.bps(fill.side() == Side.BUY ? paidMore : paidMore.negate(), reference);
  }

  // The broker and the books.

  public BigDecimal getHeartbeatAge() {
    return age(Broker::lastHeartbeatAt);
  }

  public boolean isHeartbeatFromTheFuture() {
    return isAhead(Broker::lastHeartbeatAt);
  }

  public BigDecimal getUnknownOrderAge() {
    return age(Broker::oldestUnknownSince);
  }

  public boolean isUnknownFromTheFuture() {
    return isAhead(Broker::oldestUnknownSince);
  }

  public boolean isMismatchConfirmed() {
    return facts.books() != null && Boolean.TRUE.equals(facts.books().mismatchConfirmed());
  }

  private BigDecimal age(Function<Broker, @Nullable Instant> since) {
    Instant then = facts.broker() == null ? null : since.apply(facts.broker());
    Instant now = facts.now();
    return then == null || now == null
        ? BigDecimal.ZERO
        : Ages.secondsBetween(then, now).max(BigDecimal.ZERO);
  }

  private boolean isAhead(Function<Broker, @Nullable Instant> since) {
    Instant then = facts.broker() == null ? null : since.apply(facts.broker());
    Instant now = facts.now();
    return then != null && now != null && Ages.isAhead(then, now);
  }

  private BigDecimal money(Function<Account, @Nullable BigDecimal> value) {
    return orZero(facts.account() == null ? null : value.apply(facts.account()));
  }

  private String text(Function<Event, @Nullable String> owner) {
    String name = facts.event() == null ? null : owner.apply(facts.event());
    return name == null ? "" : name;
  }

  private static <S> String word(
      @Nullable S section, Function<S, ? extends @Nullable Enum<?>> value) {
    Enum<?> word = section == null ? null : value.apply(section);
    return word == null ? "" : word.name();
  }

  private static BigDecimal count(@Nullable Long number) {
    return number == null ? BigDecimal.ZERO : BigDecimal.valueOf(number);
  }

  private static BigDecimal orZero(@Nullable BigDecimal number) {
    return number == null ? BigDecimal.ZERO : number;
  }
}
