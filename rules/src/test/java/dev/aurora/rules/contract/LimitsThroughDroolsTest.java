package dev.aurora.rules.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.engine.LoadResult;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.engine.RuleSetLoader;
import dev.aurora.rules.language.LimitRule;
import dev.aurora.rules.limit.LimitBookBuilder;
import dev.aurora.rules.limit.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.drools.model.codegen.ExecutableModelProject;
import org.junit.jupiter.api.Test;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.runtime.KieContainer;
import org.kie.api.runtime.KieSession;

/**
 * Aurora reads limits.drl from its tree; fired through the engine, the same text gives the same
 * book. Else an officer's file would mean two things.
 */
class LimitsThroughDroolsTest {

  private static final Path POLICY = Path.of("policy");
  private static final KieServices KIE = KieServices.get();

  @Test
  void givesTheSameBookAsTheTree() throws IOException {
    RuleSet shipped = shipped();
    Set<String> scopes = new TreeSet<>();
    shipped.scopes().stream().map(LimitRule::scope).forEach(scopes::add);

    assertThat(scopes).contains("firm").hasSizeGreaterThan(1);
    assertThat(fired(scopes)).isEqualTo(new LimitBookBuilder.Complete(shipped.limits()));
  }

  private static LimitBookBuilder.Result fired(Set<String> scopes) throws IOException {
    ReleaseId release = KIE.newReleaseId("dev.aurora.test", "limits", "1");
    KieContainer container = compiled(release);
    KieSession session = container.newKieSession();
    try {
      LimitBookBuilder builder = new LimitBookBuilder();
      scopes.forEach(scope -> session.insert(new Limits(builder.scope(scope))));
      assertThat(session.fireAllRules()).isEqualTo(scopes.size());
      return builder.build();
    } finally {
      session.dispose();
      container.dispose();
      KIE.getRepository().removeKieModule(release);
    }
  }

  private static KieContainer compiled(ReleaseId release) throws IOException {
    KieFileSystem files = KIE.newKieFileSystem();
    files.generateAndWritePomXML(release);
    String imports = "package policy;\nimport " + Limits.class.getName() + ";\n";
    files.write("src/main/resources/policy/0-facts.drl", imports);
    files.write(
        "src/main/resources/policy/limits.drl", Files.readString(POLICY.resolve("limits.drl")));
    KieBuilder builder = KIE.newKieBuilder(files);
    builder.buildAll(ExecutableModelProject.class);
    assertThat(builder.getResults().getMessages(Message.Level.ERROR)).isEmpty();
    return KIE.newKieContainer(release);
  }

  private static RuleSet shipped() {
    return switch (RuleSetLoader.shipped().load(POLICY)) {
      case LoadResult.Loaded loaded -> loaded.ruleSet();
      case LoadResult.Refused refused -> throw new AssertionError(refused.problems().toString());
    };
  }
}
