package dev.aurora.rules.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.json.FactsLine.Unreadable;
import dev.aurora.rules.verdict.Breach;
import dev.aurora.rules.verdict.BreakerVerdict;
import dev.aurora.rules.verdict.Consequence;
import dev.aurora.rules.verdict.Ends;
import dev.aurora.rules.verdict.Mode;
import dev.aurora.rules.verdict.Trip;
import dev.aurora.rules.verdict.Verdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictWriterTest {

  private final VerdictWriter writer = new VerdictWriter();

  @Test
  void writesADenialWithItsBreachesAndUtilisationInCatalogueOrder() {
    Breach value =
        new Breach(
            "order-value-max",
            "order-value-max",
            "Deny an order above the maximum order value",
            Consequence.DENY_ORDER,
            Mode.ENFORCE,
            "300000",
            "250000",
            "USD",
            "account:PAPER-1",
            List.of(),
            "Too much.",
            null);
    Breach loss =
        new Breach(
            "daily-loss",
            "daily-loss.missing-equity",
            "Halt trading",
            Consequence.HALT_TRADING,
            Mode.MONITOR,
            null,
            null,
            null,
            null,
            List.of("account.equity"),
            "No equity.",
            "BLOCK_AND_CANCEL");
    Verdict verdict =
        new Verdict(
            "case-1",
            false,
            Consequence.DENY_ORDER,
            false,
            "sha256:ab",
            List.of(value, loss),
            Map.of(
                "daily-loss-max", new BigDecimal("0.1000"),
                "something-else", new BigDecimal("0.3000"),
                "order-value-max", new BigDecimal("1.2000"),
                "order-quantity-max", new BigDecimal("0.5000")),
            Instant.parse("2025-03-03T15:01:58Z"));

    assertThat(writer.line(verdict, "aurora rules eval --rules R --facts F"))
        .isEqualTo(
            "{\"id\":\"case-1\",\"verdict\":\"DENIED\",\"consequence\":\"DENY_ORDER\","
                + "\"reducer\":false,\"ruleSet\":\"sha256:ab\",\"breaches\":["
                + "{\"control\":\"order-value-max\",\"code\":\"order-value-max\","
                + "\"rule\":\"Deny an order above the maximum order value\","
                + "\"consequence\":\"DENY_ORDER\",\"mode\":\"ENFORCE\",\"observed\":\"300000\","
                + "\"limit\":\"250000\",\"unit\":\"USD\",\"scope\":\"account:PAPER-1\","
                + "\"missing\":[],\"message\":\"Too much.\",\"killLevel\":null},"
                + "{\"control\":\"daily-loss\",\"code\":\"daily-loss.missing-equity\","
                + "\"rule\":\"Halt trading\",\"consequence\":\"HALT_TRADING\","
                + "\"mode\":\"MONITOR\",\"observed\":null,\"limit\":null,\"unit\":null,"
                + "\"scope\":null,\"missing\":[\"account.equity\"],\"message\":\"No equity.\","
                + "\"killLevel\":\"BLOCK_AND_CANCEL\"}],"
                + "\"utilisation\":{\"order-quantity-max\":\"0.5000\","
                + "\"order-value-max\":\"1.2000\",\"daily-loss-max\":\"0.1000\","
                + "\"something-else\":\"0.3000\"},"
                + "\"validUntil\":\"2025-03-03T15:01:58Z\","
                + "\"reproduce\":\"aurora rules eval --rules R --facts F\"}");
  }

  @Test
  void writesAnApprovalWithNullForNone() {
    Verdict verdict = new Verdict(null, true, null, true, "sha256:ab", List.of(), Map.of(), null);

    assertThat(writer.line(verdict, null))
        .isEqualTo(
            "{\"id\":null,\"verdict\":\"APPROVED\",\"consequence\":null,\"reducer\":true,"
                + "\"ruleSet\":\"sha256:ab\",\"breaches\":[],\"utilisation\":{},"
                + "\"validUntil\":null,\"reproduce\":null}");
  }

  @Test
  void writesWhatAnEventTripsAndWhatIsLatched() {
    Breach breach =
        new Breach(
            "rejection-burst",
            "rejection-burst",
            "Halt trading after a storm of broker rejects",
            Consequence.HALT_TRADING,
            Mode.ENFORCE,
            "20",
            "20",
            "rejects",
            "firm",
            List.of(),
            "Halt.",
            "BLOCK_AND_CANCEL");
    BreakerVerdict verdict =
        new BreakerVerdict(
            "e-1",
            true,
            Consequence.HALT_TRADING,
            "sha256:ab",
            List.of(new Trip(breach, Ends.BY_A_PERSON, "account:PAPER-1")),
            List.of("rejection-burst"),
            Map.of("rejection-burst-halt", new BigDecimal("1.0000")));

    assertThat(writer.line(verdict, "aurora rules eval"))
        .isEqualTo(
            "{\"id\":\"e-1\",\"verdict\":\"TRIPPED\",\"consequence\":\"HALT_TRADING\","
                + "\"ruleSet\":\"sha256:ab\",\"breaches\":[{\"control\":\"rejection-burst\","
                + "\"code\":\"rejection-burst\","
                + "\"rule\":\"Halt trading after a storm of broker rejects\","
                + "\"consequence\":\"HALT_TRADING\",\"mode\":\"ENFORCE\",\"ends\":\"person\","
                + "\"observed\":\"20\",\"limit\":\"20\",\"unit\":\"rejects\","
                + "\"scope\":\"account:PAPER-1\",\"limitScope\":\"firm\",\"missing\":[],"
                + "\"message\":\"Halt.\",\"killLevel\":\"BLOCK_AND_CANCEL\"}],"
                + "\"judged\":[\"rejection-burst\"],"
                + "\"utilisation\":{\"rejection-burst-halt\":\"1.0000\"},"
                + "\"reproduce\":\"aurora rules eval\"}");
  }

  @Test
  void writesAClearEventWithNullForNone() {
    BreakerVerdict verdict =
        new BreakerVerdict(null, false, null, "sha256:ab", List.of(), List.of(), Map.of());

    assertThat(writer.line(verdict, null))
        .isEqualTo(
            "{\"id\":null,\"verdict\":\"CLEAR\",\"consequence\":null,"
                + "\"ruleSet\":\"sha256:ab\",\"breaches\":[],\"judged\":[],\"utilisation\":{},"
                + "\"reproduce\":null}");
  }

  @Test
  void writesAnErrorRowInPlaceOfAVerdict() {
    Unreadable fault = new Unreadable("case-7", "order.side", "\"buy\"", "one of BUY, SELL");

    assertThat(writer.errorLine(fault, 7))
        .isEqualTo(
            "{\"id\":\"case-7\",\"error\":{\"line\":7,\"path\":\"order.side\","
                + "\"found\":\"\\\"buy\\\"\",\"expected\":\"one of BUY, SELL\","
                + "\"message\":\"order.side: expected one of BUY, SELL, but found \\\"buy\\\"\"}}");
  }
}
