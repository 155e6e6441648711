package dev.aurora.service.e2d;

import dev.aurora.service.e2d.artifact.Digests;
import dev.aurora.service.e2d.decision.Strategy;
import dev.aurora.service.market.BarSeries;
import dev.aurora.service.market.BarStore;
import java.util.ArrayList;
import java.util.List;

/**
 * The bars a run uses: the newest known ones of each symbol with enough history, and nothing from
 * after the as-of.
 *
 * @param bars in the order of the strategy's symbols
 * @param skipped symbols with too little history
 * @param digest digest of the bars (of the files, when they can't be read)
 * @param runId digest of all inputs, 32 hex digits
 */
record BarCut(List<BarSeries> bars, List<SkippedSymbol> skipped, String digest, String runId) {

  private static final int RUN_ID_LENGTH = 32;

  static BarCut of(RunInputs inputs) {
    List<BarSeries> bars = new ArrayList<>();
    List<SkippedSymbol> skipped = new ArrayList<>();
    BarStore store = inputs.store();
    Strategy.History history = inputs.strategy().history();
    if (store != null) {
      for (String symbol : inputs.strategy().symbols()) {
        BarSeries known = inputs.market().known(store, symbol);
        if (known.size() < history.minimum()) {
          skipped.add(new SkippedSymbol(symbol, known.size(), history.minimum()));
        } else {
          bars.add(known.newest(history.bars()));
        }
      }
    }
    String digest = store == null ? inputs.barFiles() : RunInputs.barsDigest(bars);
    Digests id = new Digests().add(inputs.settingsDigest()).add(digest);
    skipped.forEach(s -> id.add(s.toString()));
    String hex = id.finish().substring("sha256:".length());
    return new BarCut(bars, skipped, digest, hex.substring(0, RUN_ID_LENGTH));
  }
}
