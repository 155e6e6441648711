package dev.aurora.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aurora.rules.cases.CaseExport;
import dev.aurora.rules.cases.PolicyCase;
import dev.aurora.rules.cases.PolicyTests;
import dev.aurora.rules.engine.CatalogueWriter;
import dev.aurora.rules.engine.EngineSettings;
import dev.aurora.rules.engine.LoadResult;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.engine.RuleSetLoader;
import dev.aurora.rules.engine.TreePolicyEngine;
import dev.aurora.rules.json.FactsLine;
import dev.aurora.rules.json.FactsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is published of the policy: its catalogue, and its cases for other engines. */
class CatalogueTest {

  private static final Path SHIPPED = Path.of("policy");
  private static final String REGENERATE =
      "mvn -pl rules test -Dtest=CatalogueTest -Daurora.catalogue=write";

  @Test
  void isWhatTheRulesSay() throws IOException {
    Path page = SHIPPED.resolve(CatalogueWriter.FILE);
    String expected = CatalogueWriter.text(rules(), cases());
    if ("write".equals(System.getProperty("aurora.catalogue"))) {
      Files.writeString(page, expected);
    }
    assertThat(page)
        .as("%s is stale; write it again by `%s`", page, REGENERATE)
        .hasContent(expected);
  }

  @Test
  void namesLimitsExemptionsAndCases() {
    assertThat(CatalogueWriter.text(rules(), Map.of("pretrade/order-value-max", 9)))
        .contains(
            """
            ## `order-value-max`

            [Rules](pretrade/order-value-max/order-value-max.drl), 9 cases.

            | rule | then | mode | since | exempt | owner | source |
            |---|---|---|---|---|---|---|
            | Deny an order above the maximum value | DENY_ORDER | ENFORCE | baseline | reducers | risk | RTS 6 Art. 15(1)(b) |

            - `order-value-max`: Most that one order may be worth. `firm` 250 000 account currency; `strategy:momentum` 25 000 account currency.
            """);
  }

  @Test
  void namesWhatABreakerLatchesAndHowThatEnds() {
    assertThat(
            CatalogueWriter.text(
                rules(), Map.of("breakers/daily-loss", 4, "pretrade/daily-loss", 3)))
        .contains(
            """
            ## `daily-loss`

            [Rules](breakers/daily-loss/daily-loss.drl), 4 cases.

            | rule | then | mode | since | latches | ends | owner | source |
            |---|---|---|---|---|---|---|---|
            | Reduce only after the day's loss went above the soft limit | REDUCE_ONLY | ENFORCE | week-one | account | person | risk | RTS 6 Art. 15(4); RTS 6 Art. 16 |
            | Halt trading after the day's loss went above the hard limit | HALT_TRADING at BLOCK_AND_CANCEL | ENFORCE | week-one | account | person | risk | RTS 6 Art. 15(4); RTS 6 Art. 16 |
            """);
  }

  @Test
  void exportsEveryCaseSoThatAnotherEngineCanAnswerIt() throws JsonProcessingException {
    List<String> lines = CaseExport.lines(SHIPPED);

    assertThat(lines).hasSameSizeAs(PolicyTests.casesOf(SHIPPED));
    try (TreePolicyEngine engine = new TreePolicyEngine(rules(), EngineSettings.untimed())) {
      for (String line : lines) {
        JsonNode exported = new ObjectMapper().readTree(line);
        FactsLine facts = new FactsReader().read(exported.get("facts").toString());
        assertThat(facts).as(line).isInstanceOf(FactsLine.Readable.class);
        assertThat(engine.answer((FactsLine.Readable) facts).word())
            .as(line)
            .isEqualTo(exported.at("/expect/verdict").asText());
      }
    }
  }

  private static Map<String, Integer> cases() {
    return PolicyTests.casesOf(SHIPPED).stream()
        .collect(Collectors.toMap(PolicyCase::folder, one -> 1, Integer::sum));
  }

  private static RuleSet rules() {
    LoadResult result = RuleSetLoader.shipped().load(SHIPPED);
    assertThat(result).as(() -> result.problems().toString()).isInstanceOf(LoadResult.Loaded.class);
    return ((LoadResult.Loaded) result).ruleSet();
  }
}
