package dev.aurora.service.sweep;

import dev.aurora.rules.fact.Instrument;
import dev.aurora.service.breaker.Marks;
import dev.aurora.service.journal.JournalQueries;
import dev.aurora.service.journal.account.MarketView;
import dev.aurora.service.journal.account.SymbolMarket;
import dev.aurora.service.journal.account.Valuation;
import dev.aurora.service.journal.action.MarketClocks;
import dev.aurora.service.journal.control.ControlOwners;
import dev.aurora.service.journal.control.ControlScope;
import dev.aurora.service.journal.kill.Holding;
import dev.aurora.service.journal.kill.Holdings.Whose;
import dev.aurora.workflows.killswitch.KillLevel;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what a kill would find, and engages nothing. Thread-safe. */
public final class KillPreviews {

  private final KillBooks books;
  private final JournalQueries queries;
  private final MarketClocks clocks;
  private final Marks marks;

  public KillPreviews(KillBooks books, JournalQueries queries, MarketClocks clocks, Marks marks) {
    this.books = books;
    this.queries = queries;
    this.clocks = clocks;
    this.marks = marks;
  }

  /** What a kill of this scope and level would find now. */
  public KillPreview preview(ControlScope scope, KillLevel level) {
    KillLook look = books.look();
    List<KillProgress.Open> orders =
        look.open().stream()
            .filter(order -> scope.covers(ControlOwners.of(order.order())))
            .map(KillProgress.Open::of)
            .toList();
    Map<String, List<Holding>> byAccount =
        look.held().stream()
            .filter(holding -> books.holdings().whose(scope, holding) != Whose.NONE)
            .collect(Collectors.groupingBy(Holding::account, TreeMap::new, Collectors.toList()));
    List<KillPreview.Held> held = new ArrayList<>();
    byAccount.forEach((account, holdings) -> held.addAll(priced(scope, account, holdings)));
    return new KillPreview(
        scope.toString(),
        level,
        level.compareTo(KillLevel.BLOCK_AND_CANCEL) >= 0,
        level == KillLevel.BLOCK_CANCEL_AND_FLATTEN,
        orders,
        held);
  }

  private List<KillPreview.Held> priced(
      ControlScope scope, String account, List<Holding> holdings) {
    List<String> symbols = holdings.stream().map(Holding::symbol).toList();
    @Nullable Instant newest = clocks.newest(account);
    MarketView market = newest == null ? null : queries.marked(account, marks.at(newest, symbols));
    return holdings.stream()
        .map(
            holding ->
                priced(
                    holding,
                    market == null ? SymbolMarket.UNKNOWN : market.of(holding.symbol()),
                    books.holdings().whose(scope, holding) == Whose.ALL))
        .toList();
  }

  private static KillPreview.Held priced(Holding holding, SymbolMarket market, boolean told) {
    BigDecimal mark = Valuation.reference(market.quote());
    return new KillPreview.Held(
        holding.account(),
        holding.symbol(),
        holding.quantity(),
        holding.closingSide(),
        mark,
        value(holding, mark, market.instrument()),
        told);
  }

  private static @Nullable BigDecimal value(
      Holding holding, @Nullable BigDecimal mark, @Nullable Instrument instrument) {
    if (mark == null
        || instrument == null
        || instrument.multiplier() == null
        || instrument.fxRate() == null) {
      return null;
    }
    return holding
        .quantity()
        .multiply(mark)
        .multiply(instrument.multiplier())
        .multiply(instrument.fxRate());
  }
}
