package dev.aurora.service.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aurora.rules.json.FactsLine;
import dev.aurora.service.api.ApiClient;
import dev.aurora.service.journal.decision.FactsJson;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What the books of the running service hold of one decision.
 *
 * @param ruleSet digest of the rule set that decided
 */
record RecordedDecision(FactsLine.Readable facts, String ruleSet) {

  private static final Duration CALL = Duration.ofSeconds(10);

  /**
   * Asks the service of this data directory.
   *
   * @throws UsageError when there is no such decision
   */
  static RecordedDecision of(Invocation invocation, String id) {
    JsonNode found =
        new ApiClient(new Installation(invocation).runningService(), CALL)
            .get("/v1/decisions/" + URLEncoder.encode(id, StandardCharsets.UTF_8), JsonNode.class);
    return read(found, id);
  }

  static RecordedDecision read(JsonNode found, String id) {
    JsonNode facts = found.path("facts");
    if (!facts.isObject()) {
      throw new UsageError(
          Problem.of(
                  "decision-unreadable",
                  "The service's answer holds no facts of this decision.",
                  "Use the program of the version that the service runs.")
              .at("decision " + id));
    }
    return new RecordedDecision(
        new FactsLine.OrderLine(FactsJson.readFacts(facts.toString())),
        found.path("ruleSet").asText());
  }
}
