package dev.aurora.service.gate.data;

import dev.aurora.service.e2d.model.ModelException;
import dev.aurora.service.e2d.model.Scorer;
import dev.aurora.service.gate.Finding;
import dev.aurora.service.gate.data.ParityCase.Edge;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One model's answers against the native ones, and against its own. */
final class ParityChecks {

  /** Of the prediction: absolute below 1, relative above. */
  private static final double TOLERANCE = 1e-6;

  /** Fewer real rows show nothing. */
  private static final int ROWS_MIN = 100;

  private final String model;
  private final Scorer scorer;
  private final Scorer again;
  private final Finding finding;

  /**
   * @param again another one, of a session of its own: the same row must have the same bits there
   */
  ParityChecks(String model, Scorer scorer, Scorer again, Finding finding) {
    this.model = model;
    this.scorer = scorer;
    this.again = again;
    this.finding = finding;
  }

  void realRows(List<ParityCase> rows) {
    if (rows.size() < ROWS_MIN) {
      finding.against(
          "%s: %d real rows, expected at least %d".formatted(model, rows.size(), ROWS_MIN));
    }
    double worst = 0;
    for (ParityCase row : rows) {
      if (!row.isFinite() || !Double.isFinite(row.expected())) {
        finding.offence(model + " row", "%s: row %s is not finite".formatted(model, row.id()));
      } else {
        worst = Math.max(worst, answered(row));
      }
    }
    finding.evidence(model + " rows", rows.size());
    finding.evidence(model + " difference", worst);
  }

  void edgeCases(List<ParityCase> cases) {
    Map<Edge, Integer> counts = new EnumMap<>(Edge.class);
    int refused = 0;
    for (ParityCase one : cases) {
      Set<Edge> edges = EnumSet.noneOf(Edge.class);
      edges.addAll(one.edges());
      edges.forEach(edge -> counts.merge(edge, 1, Integer::sum));
      if (Double.isFinite(one.expected())) {
        answered(one); // natively answered: one that is not finite is then told as refused here
      } else {
        refused++;
        refused(one);
      }
    }
    for (Edge edge : Edge.values()) {
      if (!counts.containsKey(edge)) {
        finding.against(model + ": no case of " + edge);
      }
    }
    finding.evidence(model + " cases", cases.size());
    finding.evidence(model + " refused", refused);
  }

  /** Answers how far it is from the native answer. */
  private double answered(ParityCase one) {
    float answer;
    float repeated;
    float elsewhere;
    try {
      answer = scorer.predict(one.row());
      repeated = scorer.predict(one.row());
      elsewhere = again.predict(one.row());
    } catch (ModelException e) {
      finding.offence(
          model + " refusal",
          "%s: %s is refused (%s), natively it is %s"
              .formatted(model, one.id(), e.getMessage(), one.expected()));
      return 0;
    }
    if (bits(answer) != bits(repeated) || bits(answer) != bits(elsewhere)) {
      finding.offence(
          model + " bits", "%s: %s has other bits when asked again".formatted(model, one.id()));
    }
    double difference = Math.abs(answer - one.expected());
    if (!(difference <= TOLERANCE * Math.max(1, Math.abs(one.expected())))) {
      finding.offence(
          model + " parity",
          "%s: %s is %s, natively %s".formatted(model, one.id(), answer, one.expected()));
    }
    return difference;
  }

  private void refused(ParityCase one) {
    try {
      float answer = scorer.predict(one.row());
      finding.offence(
          model + " not refused",
          "%s: %s is not finite, or has no native answer, and is answered with %s"
              .formatted(model, one.id(), answer));
    } catch (ModelException e) {
      switch (e.problem()) {
        case INPUT_NOT_FINITE, OUTPUT_NOT_FINITE -> {
          // as it must be
        }
        case CARD, DIGEST, COLUMNS, SIGNATURE, RUNTIME ->
            finding.offence(
                model + " not refused",
                "%s: %s fails for another reason: %s".formatted(model, one.id(), e.getMessage()));
      }
    }
  }

  private static int bits(float value) {
    return Float.floatToRawIntBits(value);
  }
}
