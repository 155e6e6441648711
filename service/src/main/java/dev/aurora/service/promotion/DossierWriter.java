package dev.aurora.service.promotion;

import static dev.aurora.service.promotion.DossierText.escaped;
import static dev.aurora.service.promotion.DossierText.row;
import static dev.aurora.service.promotion.DossierText.table;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.rules.fact.promotion.PromotionFacts;
import dev.aurora.rules.verdict.Catalogue;
import dev.aurora.rules.verdict.PromotionVerdict;
import dev.aurora.service.evidence.Evidence;
import dev.aurora.service.evidence.EvidenceBook;
import dev.aurora.service.evidence.EvidenceKind;
import dev.aurora.service.evidence.GateNights;
import dev.aurora.service.person.Approval;
import dev.aurora.service.promotion.DossierFigures.Latency;
import dev.aurora.service.promotion.DossierFigures.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes the page that two persons approve: one file with everything in it, no script, nothing
 * loaded. Its digest is what they sign, so the signatures stand outside it and are put in when it
 * is shown. Thread-safe.
 */
public final class DossierWriter {

  private static final String SIGNATURES = "<!-- signatures -->";
  private static final Duration HISTORY = Duration.ofDays(30);
  private static final int HISTORY_ROWS_MAX = 200;

  private static final String STYLE =
      """
      body{font:15px/1.5 system-ui,sans-serif;color:#1c2430;background:#f6f7f9;margin:0}
      main{max-width:1020px;margin:0 auto;padding:28px 24px}
      h1{font-size:25px;margin:0 0 4px} h2{font-size:17px;margin:30px 0 8px}
      .lead{color:#566275;margin:0 0 14px}
      table{border-collapse:collapse;width:100%;background:#fff;font-size:13.5px}
      th,td{text-align:left;padding:6px 10px;border:1px solid #dfe3e8;vertical-align:top;
        overflow-wrap:anywhere}
      th{background:#eef1f4;font-weight:600;white-space:nowrap}
      .grid2{display:grid;grid-template-columns:1fr 1fr;gap:14px}
      figure{margin:0;background:#fff;border:1px solid #dfe3e8;padding:10px 12px}
      figcaption{font-weight:600;font-size:14px;margin-bottom:4px}
      svg{width:100%;height:auto;display:block} svg text{font:11px system-ui,sans-serif;fill:#566275}
      .line{fill:none;stroke:#1f5fa8;stroke-width:1.8} .grid{stroke:#e6e9ed} .bar{fill:#1f5fa8}
      .go,.no{display:inline-block;padding:3px 12px;border-radius:4px;color:#fff;font-weight:600}
      .go{background:#1d7a46} .no{background:#b3261e} .none{color:#566275}
      code{font:12.5px ui-monospace,monospace}
      @media(max-width:760px){.grid2{grid-template-columns:1fr}}
      @media print{body{background:#fff} figure{break-inside:avoid}}
      """;

  private final DossierFigures figures;
  private final CandidateFinder candidates;
  private final EvidenceBook evidence;
  private final PassedGates gates;

  public DossierWriter(
      DossierFigures figures,
      CandidateFinder candidates,
      EvidenceBook evidence,
      PassedGates gates) {
    this.figures = figures;
    this.candidates = candidates;
    this.evidence = evidence;
    this.gates = gates;
  }

  /** The page, as it is signed. */
  String html(PromotionAsked asked, PromotionFacts facts, PromotionVerdict verdict, Instant now) {
    String title = asked.candidate().strategy() + " to " + asked.input().to();
    return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
        + "<meta http-equiv=\"Content-Security-Policy\""
        + " content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        + "<meta name=\"viewport\" content=\"width=device-width\">"
        + "<title>Promotion dossier: "
        + escaped(title)
        + "</title><style>\n"
        + STYLE
        + "</style></head><body><main>\n"
        + head(asked, title, now)
        + conditions(verdict)
        + candidate(asked)
        + envelope(asked)
        + plots(asked.candidate())
        + parity()
        + nights(now)
        + history(now)
        + facts(facts)
        + "<h2>Signatures</h2>\n"
        + "<p>Two persons, one of them of role risk, approve this page by its sha256. They are"
        + " kept beside it.</p>\n"
        + SIGNATURES
        + "\n</main></body></html>\n";
  }

  /** The page with the signatures that were given for it. */
  static String shown(String signed, String digest, List<Approval> approvals) {
    String rows =
        approvals.stream()
            .map(
                approval ->
                    row(approval.person(), approval.cause(), approval.at().toString(), digest))
            .collect(Collectors.joining());
    String block =
        rows.isEmpty()
            ? "<p class=\"none\">Nobody has signed it yet.</p>"
            : table(rows, "person", "cause", "when", "dossier");
    return signed.replace(SIGNATURES, block);
  }

  private static String head(PromotionAsked asked, String title, Instant now) {
    return "<h1>Promotion dossier: %s</h1><p class=\"lead\">%s, made at %s. Asked for by %s: %s</p>\n"
        .formatted(
            escaped(title),
            escaped(asked.input().id()),
            escaped(now.toString()),
            escaped(asked.input().requestedBy()),
            escaped(asked.input().reason()));
  }

  private static String conditions(PromotionVerdict verdict) {
    String verdictWord =
        verdict.go() ? "<span class=\"go\">GO</span>" : "<span class=\"no\">NO GO</span>";
    String rows =
        Catalogue.PROMOTION.stream()
            .map(
                control ->
                    verdict.breaches().stream()
                        .filter(breach -> breach.control().equals(control))
                        .map(breach -> row(control, "refuses", breach.message()))
                        .reduce(String::concat)
                        .orElseGet(() -> row(control, "does not refuse", "")))
            .collect(Collectors.joining());
    return "<h2>Conditions</h2><p>" + verdictWord + "</p>\n" + table(rows, "condition", "", "why");
  }

  private static String candidate(PromotionAsked asked) {
    Candidate candidate = asked.candidate();
    return "<h2>Candidate</h2>\n"
        + table(
            row("strategy", candidate.strategy())
                + row("account", candidate.account())
                + row("model", candidate.modelVersion())
                + row("model digest", candidate.modelDigest())
                + row("rule set", candidate.ruleSet())
                + row("run", candidate.runId())
                + row("artifacts", candidate.artifacts()),
            "what",
            "which");
  }

  private static String envelope(PromotionAsked asked) {
    DeploymentEnvelope envelope = asked.envelope();
    return "<h2>What it grants</h2>\n"
        + table(
            row("symbols", String.join(", ", envelope.symbols()))
                + row(
                    "order value, at most, account currency",
                    envelope.orderValueMax().toPlainString())
                + row(
                    "position, at most, units long or short",
                    envelope.positionMax().toPlainString())
                + row("orders in a session, at most", Long.toString(envelope.ordersPerSessionMax()))
                + row("gate level of its runs", asked.requiredGateLevel().name())
                + row(
                    "ramp",
                    asked.input().rampSteps() + " %, each watched for " + asked.input().soak()),
            "what",
            "how much");
  }

  private String plots(Candidate candidate) {
    List<LocalDate> dates =
        candidates.runs(candidate.account(), candidate.strategy()).stream()
            .map(run -> LocalDate.ofInstant(run.identity().asOf(), ZoneOffset.UTC))
            .toList();
    List<Session> sessions = figures.sessions(candidate.account(), dates);
    List<String> labels = sessions.stream().map(at -> at.date().toString()).toList();
    List<Latency> latencies = figures.latencies(candidate.account(), candidate.strategy());
    return "<h2>How it did</h2><p class=\"lead\">Account "
        + escaped(candidate.account())
        + ", from its fills and the closes; splits and dividends in between are not in it.</p>"
        + "<div class=\"grid2\">\n"
        + figure(
            "Equity, account currency",
            SvgPlot.line("equity", labels, sessions.stream().map(Session::equity).toList()))
        + figure(
            "Drawdown, % of the peak",
            SvgPlot.line(
                "drawdown", labels, sessions.stream().map(at -> 100 * at.drawdown()).toList()))
        + figure(
            "Turnover, % of equity a session",
            SvgPlot.line(
                "turnover", labels, sessions.stream().map(at -> 100 * at.turnover()).toList()))
        + figure(
            "Latency of runs, ms",
            SvgPlot.line(
                "latency",
                latencies.stream().map(at -> at.date().toString()).toList(),
                latencies.stream().map(Latency::millis).toList()))
        + figure(
            "Orders denied, by control",
            SvgPlot.bars("denials by control", figures.denials(candidate.account())))
        + "</div>\n";
  }

  private static String figure(String caption, String svg) {
    return "<figure><figcaption>" + escaped(caption) + "</figcaption>" + svg + "</figure>\n";
  }

  private String parity() {
    Optional<Evidence> last = evidence.newest(PassedGates.key(GateLevel.L1, "export-parity"));
    String body =
        last.map(
                found ->
                    table(
                        row("verdict", found.green() ? "green" : "red")
                            + found.details().entrySet().stream()
                                .map(
                                    detail ->
                                        row(detail.getKey(), String.valueOf(detail.getValue())))
                                .collect(Collectors.joining()),
                        "parity of the exported model",
                        ""))
            .orElse("<p class=\"none\">The exported model was never compared.</p>\n");
    return "<h2>Parity</h2>\n" + body;
  }

  private String nights(Instant now) {
    GateNights nights = gates.nights(now);
    String rows =
        nights.newestFirst().stream()
            .map(
                night ->
                    row(
                        night.asOf().toString(),
                        night.state().name(),
                        String.join(", ", night.gates())))
            .collect(Collectors.joining());
    return "<h2>Nights of L1: "
        + nights.greenInARow()
        + " green in a row</h2>\n"
        + table(rows, "night", "state", "red or missing");
  }

  private String history(Instant now) {
    List<Evidence> judged =
        evidence.since(now.minus(HISTORY)).stream()
            .filter(each -> each.key().kind() == EvidenceKind.GATE)
            .toList()
            .reversed();
    String rows =
        judged.stream()
            .limit(HISTORY_ROWS_MAX)
            .map(
                each ->
                    row(
                        each.at().toString(),
                        each.key().subject(),
                        each.green() ? "green" : "red",
                        String.join("; ", each.reasons()),
                        each.digest()))
            .collect(Collectors.joining());
    return "<h2>Gate history, 30 days: "
        + judged.size()
        + " verdicts</h2>\n"
        + table(rows, "judged", "gate", "verdict", "why", "of");
  }

  private static String facts(PromotionFacts facts) {
    return "<h2>Facts</h2><p>As the conditions read them; <code>aurora rules eval</code> answers"
        + " them again.</p>\n<p><code>"
        + escaped(new dev.aurora.rules.json.FactsWriter().line(facts))
        + "</code></p>\n";
  }
}
