package dev.aurora.service.e2d;

import dev.aurora.service.e2d.artifact.Digests;
import dev.aurora.service.e2d.decision.Strategy;
import dev.aurora.service.e2d.decision.StrategyFile;
import dev.aurora.service.e2d.model.OnnxModel;
import dev.aurora.service.market.Bar;
import dev.aurora.service.market.BarFormatException;
import dev.aurora.service.market.BarSeries;
import dev.aurora.service.market.BarStore;
import dev.aurora.service.market.CorporateActions;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a run reads, in hand; made before its clock starts.
 *
 * @param strategyFile strategy and its digest
 * @param account account to size for
 * @param model loaded model
 * @param market what is known
 * @param store all bars; null when they can't be read
 * @param unreadable why they can't be read; null when they can
 * @param barFiles digest of the bar files as they are
 * @param actions known corporate actions
 * @param ruleSet digest of the rule set; null when there is none
 */
record RunInputs(
    StrategyFile strategyFile,
    Strategy.Account account,
    OnnxModel model,
    KnownMarket market,
    @Nullable BarStore store,
    @Nullable BarFormatException unreadable,
    String barFiles,
    CorporateActions actions,
    @Nullable String ruleSet) {

  /** Raised whenever the same inputs would give other artifacts: it is part of the run id. */
  static final String CODE_VERSION = "e2d-1";

  Strategy strategy() {
    return strategyFile.strategy();
  }

  /** Digest of the inputs other than the bars. */
  String settingsDigest() {
    Digests digest =
        new Digests()
            .add(CODE_VERSION)
            .add(strategyFile.digest())
            .add(model.card().version())
            .add(model.card().sha256())
            .add(account.id())
            .add(account.equity().toPlainString())
            .add(ruleSet == null ? "" : ruleSet)
            .add(market.knownAt().toString());
    LocalDate today = LocalDate.ofInstant(market.asOf(), ZoneOffset.UTC);
    for (String symbol : strategy().symbols()) {
      actions.between(symbol, LocalDate.MIN, today).forEach(a -> digest.add(a.toString()));
    }
    return digest.finish();
  }

  /** Digest of the bars that a run uses: every bit of every bar, in order. */
  static String barsDigest(List<BarSeries> bars) {
    Digests digest = new Digests();
    for (BarSeries series : bars) {
      digest.add(series.symbol());
      ByteBuffer buffer = ByteBuffer.allocate(series.size() * 6 * Long.BYTES);
      for (Bar bar : series.bars()) {
        buffer
            .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, bar.time()))
            .putDouble(bar.open())
            .putDouble(bar.high())
            .putDouble(bar.low())
            .putDouble(bar.close())
            .putDouble(bar.volume());
      }
      digest.add(buffer.array());
    }
    return digest.finish();
  }
}
