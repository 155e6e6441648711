package dev.aurora.service.e2d;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aurora.service.e2d.artifact.Json;
import dev.aurora.service.e2d.decision.Decision;
import dev.aurora.service.e2d.decision.DecisionSide;
import dev.aurora.service.e2d.sanity.SanityFinding;
import dev.aurora.service.e2d.sanity.SanityReport;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The {@code summary.json} of a run: how it ended, and the digests of what it read. */
final class SummaryJson {

  /** Beyond this many lines of one kind a summary only counts. */
  private static final int LINES = 50;

  private final RunInputs inputs;
  private final String runId;

  SummaryJson(RunInputs inputs, String runId) {
    this.inputs = inputs;
    this.runId = runId;
  }

  /**
   * The whole file.
   *
   * @param failure why there are no decisions; null when there are
   * @param bars digest of the bars
   * @param features digest of the features; null when the run did not get there
   */
  byte[] bytes(
      List<Decision> decisions,
      List<SkippedSymbol> skipped,
      SanityReport sanity,
      @Nullable String failure,
      String bars,
      @Nullable String features) {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("status", failure == null ? "success" : "failed");
    json.put("failure", failure);
    json.put("runId", runId);
    json.put("codeVersion", RunInputs.CODE_VERSION);
    json.put("strategy", inputs.strategy().name());
    json.putObject("account")
        .put("id", inputs.account().id())
        .put("equity", inputs.account().equity());
    json.put("profile", inputs.strategy().sanity().mode().name().toLowerCase(Locale.ROOT));
    json.put("asOf", inputs.market().asOf().toString());
    json.put("knownAt", inputs.market().knownAt().toString());
    json.put("barInterval", inputs.market().interval().iso());
    json.put("modelVersion", inputs.model().card().version());
    json.put("decisions", decisions.size());
    sides(json.putObject("sides"), decisions);
    skipped(json.putArray("skipped"), skipped);
    sanity(json.putObject("dataSanity"), sanity);
    json.putObject("digests")
        .put("model", inputs.model().card().sha256())
        .put("features", features)
        .put("bars", bars)
        .put("ruleSet", inputs.ruleSet())
        .put("strategy", inputs.strategyFile().digest());
    return Json.pretty(json);
  }

  private static void sides(ObjectNode json, List<Decision> decisions) {
    for (DecisionSide side : DecisionSide.values()) {
      json.put(
          side.name().toLowerCase(Locale.ROOT),
          decisions.stream().filter(d -> d.side() == side).count());
    }
  }

  private static void skipped(ArrayNode json, List<SkippedSymbol> skipped) {
    skipped.forEach(s -> json.addObject().put("symbol", s.symbol()).put("reason", s.reason()));
  }

  private static void sanity(ObjectNode json, SanityReport sanity) {
    json.put("ok", sanity.ok());
    sanity.failingRules().forEach(json.putArray("failingRules")::add);
    lines(json, "repairs", sanity.repairs());
    lines(json, "failures", sanity.failures());
    lines(json, "flags", sanity.flags());
  }

  private static void lines(ObjectNode json, String key, List<SanityFinding> findings) {
    ArrayNode array = json.putArray(key);
    findings.stream().limit(LINES).map(SanityFinding::line).forEach(array::add);
    if (findings.size() > LINES) {
      array.add("and " + (findings.size() - LINES) + " more");
    }
  }
}
