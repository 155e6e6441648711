package dev.aurora.workflows.promotion;

import java.util.List;

/** The Markdown that an operator reads on a promotion's page in the Temporal web UI. */
public final class PromotionDetails {

  private static final int SHOWN_MAX = 10;

  private PromotionDetails() {}

  /** What is asked for, for the page of an execution that has just begun. */
  public static String asked(PromotionInput input) {
    return "Strategy **%s** asks for **%s** in account %s.\n\nAsked by %s: %s\n\nRamp %s %%, each step watched for %s."
        .formatted(
            cell(input.strategy()),
            input.to(),
            cell(input.account()),
            cell(input.requestedBy()),
            cell(input.reason()),
            input.rampSteps(),
            input.soak());
  }

  static String of(PromotionInput input, PromotionReport report, List<String> refusals) {
    StringBuilder text = new StringBuilder();
    text.append("**").append(report.state()).append("**: ").append(stands(input, report));
    if (!report.dossierDigest().isEmpty()) {
      text.append("\n\nDossier `").append(report.dossierDigest()).append('`');
    }
    if (report.state().ended()) {
      report.reasons().stream()
          .limit(SHOWN_MAX)
          .forEach(reason -> text.append("\n- ").append(cell(reason)));
    }
    if (!refusals.isEmpty()) {
      text.append("\n\nRefused:");
      refusals.reversed().stream()
          .limit(SHOWN_MAX)
          .forEach(refusal -> text.append("\n- ").append(cell(refusal)));
    }
    return text.toString();
  }

  private static String stands(PromotionInput input, PromotionReport report) {
    return switch (report.state()) {
      case ASSESSING -> "its evidence is gathered.";
      case WAITING -> "it waits for two persons, at most " + input.approveWithin() + ".";
      case RAMPING -> report.rampPercent() + " % of the envelope is let through.";
      case PROMOTED -> "promoted to " + input.to() + ", whole.";
      case REFUSED -> "not promoted.";
      case EXPIRED -> "not promoted.";
      case RAMPED_TO_ZERO -> "no opener passes any more.";
      case WITHDRAWN -> "taken back by a person; no opener passes any more.";
    };
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
