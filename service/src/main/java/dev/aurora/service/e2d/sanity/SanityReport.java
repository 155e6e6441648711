package dev.aurora.service.e2d.sanity;

import dev.aurora.service.market.BarFormatException;
import dev.aurora.service.market.BarSeries;
import java.nio.file.Path;
import java.util.List;

/**
 * What DataSanity found, and the bars that may be used when it is green.
 *
 * @param failures violations that stop the run
 * @param repairs what was changed (lenient only)
 * @param flags what is worth knowing and stops nothing
 * @param bars the bars judged, repaired where said; unusable unless {@link #ok()}
 */
public record SanityReport(
    List<SanityFinding> failures,
    List<SanityFinding> repairs,
    List<SanityFinding> flags,
    List<BarSeries> bars) {

  public SanityReport {
    failures = List.copyOf(failures);
    repairs = List.copyOf(repairs);
    flags = List.copyOf(flags);
    bars = List.copyOf(bars);
  }

  /** Bars that could not even be read: one failure, no bars. */
  public static SanityReport unreadable(BarFormatException cause) {
    SanityRule rule =
        switch (cause.problem()) {
          case EMPTY -> SanityRule.NOT_EMPTY;
          case COLUMNS, ENCODING -> SanityRule.COLUMNS_PRESENT;
          case NUMBER -> SanityRule.COLUMNS_NUMERIC;
          case TIME -> SanityRule.TIME_UTC;
        };
    // Where the file lies is this machine's affair: the same bytes must give the same report.
    String name = String.valueOf(Path.of(cause.file()).getFileName());
    return failed(rule, String.valueOf(cause.getMessage()).replace(cause.file(), name));
  }

  /** A report of one failure about all bars. */
  public static SanityReport failed(SanityRule rule, String detail) {
    return new SanityReport(
        List.of(new SanityFinding(rule, "", null, detail)), List.of(), List.of(), List.of());
  }

  /** Whether the bars may be decided upon. */
  public boolean ok() {
    return failures.isEmpty();
  }

  /** Ids of the rules that failed, each once, in the order of the rules. */
  public List<String> failingRules() {
    return failures.stream()
        .map(SanityFinding::rule)
        .distinct()
        .sorted()
        .map(SanityRule::id)
        .toList();
  }
}
