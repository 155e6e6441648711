package dev.aurora.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.language.SourceFile;
import dev.aurora.rules.testing.Policies;
import dev.aurora.rules.testing.SampleFacts;
import dev.aurora.rules.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an officer is still writing decides nothing: an engine never looks at the folder again. */
class HalfWrittenFileTest {

  @TempDir private Path folder;

  @Test
  void changesNothingInAnEngineThatRuns() throws IOException {
    Policies.write(folder, Policies.small());
    RuleSet before = ((LoadResult.Loaded) RuleSetLoader.shipped().load(folder)).ruleSet();
    try (ActivePolicyEngine active = new ActivePolicyEngine()) {
      active.activate(DroolsPolicyEngine.compile(before, EngineSettings.untimed()));
      Verdict then = active.evaluate(SampleFacts.cleanBuy().facts());

      for (SourceFile file : Policies.small()) {
        Path path = folder.resolve(file.path());
        Files.writeString(path, file.text().substring(0, file.text().length() / 2));
        assertThat(active.evaluate(SampleFacts.cleanBuy().facts())).isEqualTo(then);
      }
      Files.delete(folder.resolve("limits.drl"));

      assertThat(active.evaluate(SampleFacts.cleanBuy().facts())).isEqualTo(then);
      assertThat(active.ruleSetDigest()).isEqualTo(before.digest());
      assertThat(active.limits()).isSameAs(before.limits());
      assertThat(RuleSetLoader.shipped().load(folder)).isInstanceOf(LoadResult.Refused.class);
    }
  }

  @Test
  void makesTheWholePolicyRefusedAndNotOnlyItsFile() throws IOException {
    Policies.write(folder, Policies.small());
    Path half = folder.resolve("pretrade/price-band/price-band.drl");
    Files.createDirectories(half.getParent());
    Files.writeString(half, "package policy;\n\nrule \"Deny a price outside the ba");

    assertThat(RuleSetLoader.shipped().load(folder)).isInstanceOf(LoadResult.Refused.class);
  }
}
