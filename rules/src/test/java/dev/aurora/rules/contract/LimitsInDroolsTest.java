package dev.aurora.rules.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.engine.LoadResult;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.engine.RuleSetLoader;
import dev.aurora.rules.language.LimitRule;
import dev.aurora.rules.limit.LimitBookBuilder;
import dev.aurora.rules.limit.Limits;
import java.nio.file.Path;
import org.drools.model.codegen.ExecutableModelProject;
import org.junit.jupiter.api.Test;
import org.kie.api.KieServices;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.ReleaseId;
import org.kie.api.runtime.KieContainer;
import org.kie.api.runtime.KieSession;

/** The shipped limits.drl means the same to Drools as to the reader of its tree. */
class LimitsInDroolsTest {

  @Test
  void givesTheSameBookWhenDroolsFiresTheFile() {
    RuleSet rules = ((LoadResult.Loaded) RuleSetLoader.shipped().load(Path.of("policy"))).ruleSet();
    LimitBookBuilder builder = new LimitBookBuilder();
    KieContainer container = compile(rules);
    KieSession session = container.newKieSession();
    for (LimitRule scope : rules.scopes()) {
      session.insert(new Limits(builder.scope(scope.scope())));
    }

    assertThat(session.fireAllRules()).isEqualTo(rules.scopes().size());
    assertThat(builder.build()).isEqualTo(new LimitBookBuilder.Complete(rules.limits()));
    session.dispose();
    container.dispose();
    KieServices.get().getRepository().removeKieModule(container.getReleaseId());
  }

  private static KieContainer compile(RuleSet rules) {
    KieServices services = KieServices.get();
    ReleaseId release = services.newReleaseId("dev.aurora.policy", "limits-contract", "1.0.0");
    KieFileSystem system = services.newKieFileSystem();
    system.generateAndWritePomXML(release);
    String folder = "src/main/resources/policy/";
    system.write(
        folder + "0-facts.drl", "package policy;\nimport " + Limits.class.getName() + ";\n");
    rules.files().stream()
        .filter(file -> file.path().equals("limits.drl"))
        .forEach(file -> system.write(folder + file.path(), file.text()));
    services.newKieBuilder(system).buildAll(ExecutableModelProject.class);
    return services.newKieContainer(release);
  }
}
