package dev.aurora.service.gate.data;

import dev.aurora.service.e2d.feature.FeatureMode;
import dev.aurora.service.e2d.feature.LookaheadProof;
import dev.aurora.service.e2d.metric.NextReturns;
import dev.aurora.service.gate.Finding;
import dev.aurora.service.market.AdjustmentConvention;
import dev.aurora.service.market.AdjustmentFactors;
import dev.aurora.service.market.Bar;
import dev.aurora.service.market.BarSeries;
import dev.aurora.service.market.CorporateAction;
import dev.aurora.service.market.CorporateActions;
import dev.aurora.service.market.PublishedCloses;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The checks of one symbol's closes against its actions and the published closes. */
final class SymbolChecks {

  /** Relative; what was published has 12 to 13 significant digits. */
  private static final double PUBLISHED_TOLERANCE = 1e-13;

  private static final double ROUNDING = 1e-12;
  private static final double PERCENT = 100;

  /** Largest believable move of a session, as DataSanity has it: abs of the log return. */
  private static final double MOVE_MAX = 0.30;

  /** Bars around a split within which features are proved not to know it beforehand. */
  private static final int AROUND = 30;

  private final BarSeries series;
  private final CorporateActions actions;
  private final PublishedCloses published;
  private final AdjustmentConvention ours;
  private final AdjustmentConvention theirs;
  private final Finding finding;

  SymbolChecks(
      BarSeries series,
      CorporateActions actions,
      PublishedCloses published,
      AdjustmentConvention ours,
      AdjustmentConvention theirs,
      Finding finding) {
    this.series = series;
    this.actions = actions;
    this.published = published;
    this.ours = ours;
    this.theirs = theirs;
    this.finding = finding;
  }

  void judge() {
    String symbol = series.symbol();
    if (!isInOrder()) {
      finding.against(symbol + ": bars are not in the order of time, or a session stands twice");
      return;
    }
    double[] adjusted = publishedCloses();
    finding.evidence(symbol + " bars", series.size());
    finding.evidence(symbol + " actions", actions.of(symbol).size());
    if (adjusted.length > 0) {
      againstPublished(adjusted);
      moves(adjusted);
      labels(adjusted);
    }
    for (CorporateAction action : actions.of(symbol)) {
      event(action);
    }
  }

  private boolean isInOrder() {
    for (int i = 1; i < series.size(); i++) {
      if (!series.bars().get(i - 1).time().isBefore(series.bars().get(i).time())) {
        return false;
      }
    }
    return true;
  }

  /** One of every bar; empty when one is missing, which is told. */
  private double[] publishedCloses() {
    double[] closes = new double[series.size()];
    for (int i = 0; i < closes.length; i++) {
      OptionalDouble close = published.of(series.symbol(), date(i));
      if (close.isEmpty()) {
        finding.against(text(i) + " has no published adjusted close to be held against");
        return new double[0];
      }
      closes[i] = close.getAsDouble();
    }
    return closes;
  }

  private void againstPublished(double[] closes) {
    double[] factors = new AdjustmentFactors(theirs, actions).fullHistory(series);
    int last = closes.length - 1;
    double scale = closes[last] / close(last);
    double worst = 0;
    for (int i = 0; i <= last; i++) {
      double difference = Math.abs(close(i) * factors[i] * scale / closes[i] - 1);
      worst = Math.max(worst, difference);
      if (!(difference <= PUBLISHED_TOLERANCE)) {
        finding.offence(
            series.symbol() + " published",
            text(i)
                + ": adjusted close differs from the published one by "
                + difference
                + " of it");
      }
    }
    finding.evidence(series.symbol() + " published difference", worst);
  }

  /** A jump that an action explains must be gone; one that nothing explains must be published. */
  private void moves(double[] closes) {
    double[] factors = new AdjustmentFactors(ours, actions).fullHistory(series);
    List<String> real = new ArrayList<>();
    for (int i = 1; i < closes.length; i++) {
      double move = Math.log(close(i) * factors[i] / (close(i - 1) * factors[i - 1]));
      if (Math.abs(move) <= MOVE_MAX) {
        continue;
      }
      if (!actions.between(series.symbol(), date(i - 1), date(i)).isEmpty()) {
        finding.offence(
            series.symbol() + " move",
            text(i) + ": a move of " + move + " is left where an action explains one");
      } else if (Math.abs(Math.log(closes[i] / closes[i - 1])) <= MOVE_MAX) {
        finding.offence(
            series.symbol() + " move",
            text(i)
                + ": a move of "
                + move
                + " that the published close does not have: an action is missing");
      } else {
        real.add(text(i) + " " + Math.round(move * PERCENT) + " %");
      }
    }
    finding.evidence(series.symbol() + " real moves", real);
  }

  /** What followed each bar, by the published closes; they count dividends in, labels don't. */
  private void labels(double[] closes) {
    Map<Instant, Double> labels = NextReturns.of(series, actions);
    double[] factors = new AdjustmentFactors(theirs, actions).fullHistory(series);
    for (int i = 0; i < closes.length - 1; i++) {
      double shares = actions.splitRatio(series.symbol(), date(i), date(i + 1));
      double withoutDividend = factors[i] / factors[i + 1] * shares;
      double expected = closes[i + 1] / closes[i] * withoutDividend - 1;
      Double label = labels.get(series.bars().get(i).time());
      if (label == null || !(Math.abs(label - expected) <= ROUNDING)) {
        finding.offence(
            series.symbol() + " label",
            text(i) + ": label " + label + ", by the published closes " + expected);
      }
    }
    if (labels.size() != Math.max(0, closes.length - 1)) {
      finding.against(series.symbol() + ": the newest bar has a label, nobody knows it yet");
    }
  }

  private void event(CorporateAction action) {
    int at = 0;
    while (at < series.size() && date(at).isBefore(action.exDate())) {
      at++;
    }
    if (at == 0 || at == series.size() || !date(at).equals(action.exDate())) {
      finding.offence(
          series.symbol() + " ex-date",
          action.subject() + ": its ex-date is no session with a bar");
      return;
    }
    pointInTime(action, at);
    if (action.type() == CorporateAction.Type.SPLIT) {
      BarSeries around =
          new BarSeries(
              series.symbol(),
              series
                  .bars()
                  .subList(Math.max(0, at - AROUND), Math.min(series.size(), at + AROUND)));
      if (!new LookaheadProof(FeatureMode.AS_OF, actions).violations(around).isEmpty()) {
        finding.against(action.subject() + ": features know it before its ex-date");
      }
    }
  }

  /** On the eve of an action nothing knows it; chained with what came later, nothing is lost. */
  private void pointInTime(CorporateAction action, int at) {
    CorporateActions known =
        CorporateActions.of(actions.between(series.symbol(), LocalDate.MIN, date(at - 1)));
    BarSeries past = new BarSeries(series.symbol(), series.bars().subList(0, at));
    AdjustmentFactors all = new AdjustmentFactors(ours, actions);
    double[] then = all.asOf(series, at - 1);
    double[] alone = new AdjustmentFactors(ours, known).fullHistory(past);
    double[] now = all.asOf(series, at);
    for (int i = 0; i < at; i++) {
      if (then[i] != alone[i] || !(Math.abs(then[i] * now[at - 1] / now[i] - 1) <= ROUNDING)) {
        finding.offence(
            series.symbol() + " as-of", action.subject() + ": known before its ex-date " + text(i));
      }
    }
  }

  private double close(int i) {
    return series.bars().get(i).close();
  }

  private LocalDate date(int i) {
    Bar bar = series.bars().get(i);
    return LocalDate.ofInstant(bar.time(), ZoneOffset.UTC);
  }

  private String text(int i) {
    return series.symbol() + " " + date(i);
  }
}
