package dev.aurora.service.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceRule;
import dev.aurora.service.broker.Broker;
import dev.aurora.service.order.OrderSender;
import dev.aurora.service.testing.Checkout;
import io.temporal.workflow.WorkflowInterface;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The architecture, as far as a machine can hold it (ADR 0001). A rule that fails names the classes
 * and lines at fault; mend those, or write the ADR that changes the rule.
 */
class ArchitectureTest {

  private static final String RULES = "dev.aurora.rules..";
  private static final String WORKFLOWS = "dev.aurora.workflows..";
  private static final String SERVICE = "dev.aurora.service..";

  private static final String[] CDI = {
    "jakarta.enterprise..", "jakarta.inject..", "javax.inject.."
  };
  private static final String[] SQL = {
    "java.sql..", "javax.sql..", "org.jdbi..", "org.h2..", "org.flywaydb..", "com.zaxxer.."
  };
  private static final String[] HTTP = {
    "java.net.http..", "com.sun.net.httpserver..", "jakarta.ws.rs..", "io.helidon.."
  };

  /**
   * Types that stand in a package above their users. Each needs a home of its own below both; take
   * it off this list when it has moved, and put nothing on it.
   */
  private static final List<Edge> KNOWN_BACK_EDGES =
      List.of(
          new Edge("dev.aurora.service.run", "dev.aurora.service.app.Settings"),
          new Edge("dev.aurora.service.run", "dev.aurora.service.order.Heartbeat"),
          new Edge(
              "dev.aurora.service.killswitch", "dev.aurora.service.report.TradingReport$Killed"));

  private static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.aurora");

  @Test
  void seesAllThreeModules() {
    assertThat(List.of("rules", "workflows", "service"))
        .allMatch(
            module ->
                PRODUCTION.stream()
                    .anyMatch(
                        type -> type.getPackageName().startsWith("dev.aurora." + module + ".")));
  }

  @Test
  void rulesKnowNeitherWorkflowsNorService() {
    hold(
        noClasses()
            .that()
            .resideInAPackage(RULES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(WORKFLOWS, SERVICE));
  }

  @Test
  void workflowsDoNotKnowTheService() {
    hold(
        noClasses()
            .that()
            .resideInAPackage(WORKFLOWS)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SERVICE));
  }

  @Test
  void rulesKnowNoTemporalNoCdiNoSqlNoHttp() {
    holdAbsence(RULES, new String[] {"io.temporal..", "io.grpc.."}, CDI, SQL, HTTP);
  }

  @Test
  void workflowsKnowNoCdiNoSqlNoHttp() {
    holdAbsence(WORKFLOWS, CDI, SQL, HTTP);
  }

  @Test
  void everyWorkflowHasAnImplementationThatTheseRulesSee() {
    assertThat(PRODUCTION.stream().filter(implementAWorkflow()))
        .hasSameSizeAs(
            PRODUCTION.stream()
                .filter(type -> type.isInterface() && type.isAnnotatedWith(WorkflowInterface.class))
                .toList());
  }

  @Test
  void workflowImplementationsStandWithTheWorkflows() {
    hold(classes().that(implementAWorkflow()).should().resideInAPackage(WORKFLOWS));
  }

  @Test
  void packagesOfRulesAndWorkflowsFormNoCycles() {
    hold(slices().matching("dev.aurora.rules.(*)..").should().beFreeOfCycles());
    hold(slices().matching("dev.aurora.workflows.(*)..").should().beFreeOfCycles());
  }

  @Test
  void packagesOfTheServiceFormNoCyclesButTheKnown() {
    SliceRule rule = slices().matching("dev.aurora.service.(*)..").should().beFreeOfCycles();
    for (Edge known : KNOWN_BACK_EDGES) {
      rule =
          rule.ignoreDependency(
              resideInAPackage(known.from()),
              DescribedPredicate.describe(
                  known.to(), (JavaClass used) -> used.getName().equals(known.to())));
    }
    hold(rule);
  }

  @Test
  void everyKnownBackEdgeIsStillThere() {
    assertThat(KNOWN_BACK_EDGES)
        .allMatch(
            known ->
                PRODUCTION.get(known.to()).getDirectDependenciesToSelf().stream()
                    .anyMatch(use -> use.getOriginClass().getPackageName().equals(known.from())));
  }

  /** Kill, mode and validity are looked at there, immediately before the wire. */
  @Test
  void nobodyButTheLastStepSendsAnOrderToABroker() {
    hold(
        noClasses()
            .that()
            .areNotAssignableTo(Broker.class)
            .and()
            .doNotBelongToAnyOf(OrderSender.class)
            .should()
            .callMethodWhere(
                target(owner(assignableTo(Broker.class))).and(target(name("submit")))));
  }

  @Test
  void everyPackageSaysWhereToStartReading() throws IOException {
    for (String module : List.of("rules", "workflows", "service")) {
      Path sources = Checkout.root().resolve(module).resolve("src/main/java");
      try (Stream<Path> files = Files.walk(sources)) {
        Set<Path> packages =
            files
                .filter(file -> file.toString().endsWith(".java"))
                .map(Path::getParent)
                .collect(Collectors.toSet());
        assertThat(packages)
            .isNotEmpty()
            .allMatch(folder -> Files.exists(folder.resolve("package-info.java")));
      }
    }
  }

  private static void holdAbsence(String where, String[]... groups) {
    String[] absent = Stream.of(groups).flatMap(Stream::of).toArray(String[]::new);
    hold(
        noClasses()
            .that()
            .resideInAPackage(where)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(absent));
  }

  private static void hold(ArchRule rule) {
    rule.check(PRODUCTION);
  }

  private static DescribedPredicate<JavaClass> implementAWorkflow() {
    return DescribedPredicate.describe(
        "implement a workflow", DeterminismScan::implementsAWorkflow);
  }

  /**
   * A use against the direction.
   *
   * @param from package of the user
   * @param to class used
   */
  private record Edge(String from, String to) {}
}
