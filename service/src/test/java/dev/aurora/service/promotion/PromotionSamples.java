package dev.aurora.service.promotion;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.workflows.promotion.PromotionAssessment;
import dev.aurora.workflows.promotion.PromotionInput;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Promotions of a strategy, and their steps as the desk writes them. */
final class PromotionSamples {

  static final String STRATEGY = "momentum";
  static final String DOSSIER = "sha256:dossier";

  private PromotionSamples() {}

  static PromotionAsked asked(String id, TradingMode to) {
    return asked(
        id,
        to,
        new Candidate(
            Samples.ACCOUNT, STRATEGY, "m-1", "sha256:m", "sha256:rules", "run-1", "sha256:a"));
  }

  private static PromotionAsked asked(String id, TradingMode to, Candidate candidate) {
    return new PromotionAsked(
        new PromotionInput(
            id,
            Samples.ACCOUNT,
            STRATEGY,
            to,
            "ann",
            "three green nights",
            Duration.ofHours(24),
            List.of(25, 100),
            Duration.ofHours(1),
            Duration.ofMinutes(5)),
        candidate,
        new DeploymentEnvelope(
            List.of("MSFT", "AAPL"), new BigDecimal("20000"), new BigDecimal("400"), 10),
        to == TradingMode.LIVE ? GateLevel.L2 : GateLevel.L1);
  }

  /** Adds a step to a promotion, whatever stands. */
  static void add(
      PromotionBook book, String id, String key, PromotionEvent.Kind kind, int percent) {
    add(book, id, key, kind, percent, "[]");
  }

  /** Asked for, assessed and granted; nothing is let through yet. */
  static void granted(PromotionBook book, String id, TradingMode to) {
    granted(book, id, asked(id, to));
  }

  /** A candidate whose ramp to paper is through. */
  static void promoted(PromotionBook book, String id, Candidate candidate) {
    granted(book, id, asked(id, TradingMode.PAPER, candidate));
    add(book, id, "end", PromotionEvent.Kind.PROMOTED, 100);
  }

  private static void granted(PromotionBook book, String id, PromotionAsked asked) {
    add(book, id, "requested", PromotionEvent.Kind.REQUESTED, 0, PromotionJson.text(asked));
    add(
        book,
        id,
        "assessed",
        PromotionEvent.Kind.ASSESSED,
        0,
        PromotionJson.text(
            new PromotionStanding.Assessed(
                new PromotionAssessment(true, List.of(), DOSSIER), "{}", "sha256:rules")));
    add(book, id, "granted", PromotionEvent.Kind.GRANTED, 0);
  }

  private static void add(
      PromotionBook book,
      String id,
      String key,
      PromotionEvent.Kind kind,
      int percent,
      String payload) {
    book.add(
        id,
        standing ->
            Optional.of(
                new PromotionBook.Step(id, key, kind, percent, payload, "test", "because")));
  }
}
