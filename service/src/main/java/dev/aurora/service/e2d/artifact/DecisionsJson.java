package dev.aurora.service.e2d.artifact;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aurora.service.e2d.decision.Decision;
import java.util.List;

/** Decisions as {@code decisions.json} has them; {@link ExternalDecisions} reads the same form. */
public final class DecisionsJson {

  private DecisionsJson() {}

  /** The whole file. */
  public static byte[] bytes(List<Decision> decisions) {
    ArrayNode array = Json.mapper().createArrayNode();
    decisions.forEach(d -> array.add(json(d)));
    return Json.pretty(array);
  }

  private static ObjectNode json(Decision decision) {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("symbol", decision.symbol());
    json.put("signal", decision.signal());
    json.put("confidence", decision.confidence());
    json.put("side", decision.side().name());
    json.put("quantity", decision.quantity());
    json.put("stopBp", decision.stopBp());
    json.put("takeBp", decision.takeBp());
    decision.riskFlags().forEach(json.putArray("riskFlags")::add);
    json.put("asOf", decision.asOf().toString());
    json.put("modelVersion", decision.modelVersion());
    json.put("barClose", decision.barClose());
    return json;
  }
}
