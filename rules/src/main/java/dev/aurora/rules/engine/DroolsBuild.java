package dev.aurora.rules.engine;

import dev.aurora.rules.fact.OrderCheck;
import dev.aurora.rules.fact.breaker.BreakerCheck;
import dev.aurora.rules.fact.promotion.PromotionCheck;
import dev.aurora.rules.language.SourceFile;
import dev.aurora.rules.limit.Limits;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.runtime.KieContainer;

/**
 * Compiles the texts of a rule set with Drools, each exactly as it was signed; the one file that is
 * added imports the facts, so that officers need no imports. Builds one at a time: the compiler
 * isn't made for more.
 */
final class DroolsBuild {

  private static final String FOLDER = "src/main/resources/policy/";

  /** Sorted before every other file: imports count for what is read after them. */
  private static final String FACTS_FILE = "0-facts.drl";

  private static final Object ONE_AT_A_TIME = new Object();

  private DroolsBuild() {}

  /** The compiler's refusal of what the check had found clean. */
  static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }

  /**
   * Compiles a rule set under a release of its own.
   *
   * @throws RefusedException when Drools refuses it
   */
  static KieContainer build(String digest, List<SourceFile> files) {
    return build(digest, files, new FactClassLoader(DroolsBuild.class.getClassLoader()));
  }

  /** As {@link #build(String, List)}, with what rules can reach. */
  static KieContainer build(String digest, List<SourceFile> files, ClassLoader facts) {
    synchronized (ONE_AT_A_TIME) {
      // Parallel building changes the order of generated classes, and gains nothing at this size.
      System.setProperty("drools.parallelRulesBuildThreshold", "-1");
      KieServices services = KieServices.get();
      ReleaseId release = releaseOf(digest);
      KieFileSystem system = services.newKieFileSystem();
      system.generateAndWritePomXML(release);
      system.write(FOLDER + FACTS_FILE, imports());
      files.forEach(file -> system.write(nameOf(file), file.text()));
      KieBuilder builder = services.newKieBuilder(system, facts);
      builder.buildAll(ExecutableModelProject.class);
      List<Message> errors = builder.getResults().getMessages(Message.Level.ERROR);
      if (!errors.isEmpty()) {
        services.getRepository().removeKieModule(release);
        throw new RefusedException(
            errors.stream().map(Message::getText).collect(Collectors.joining("\n")));
      }
      return services.newKieContainer(release, facts);
    }
  }

  /** Frees what a build holds: without both steps every reload would stay in memory. */
  static void dispose(KieContainer container) {
    synchronized (ONE_AT_A_TIME) {
      ReleaseId release = container.getReleaseId();
      container.dispose();
      KieServices.get().getRepository().removeKieModule(release);
    }
  }

  /** The number tells two builds of one rule set apart, so that disposing one leaves the other. */
  private static ReleaseId releaseOf(String digest) {
    return KieServices.get()
        .newReleaseId("dev.aurora.policy", digest.replace(':', '-'), BuildNumber.next());
  }

  /** All in one folder, as all are one package; dots don't occur in the names of folders. */
  private static String nameOf(SourceFile file) {
    return FOLDER + file.path().replace('/', '.');
  }

  private static String imports() {
    return Stream.of(OrderCheck.class, BreakerCheck.class, PromotionCheck.class, Limits.class)
        .map(type -> "import " + type.getName() + ";\n")
        .collect(Collectors.joining("", "package policy;\n", ""));
  }

  /** Counts the builds of this process. */
  private static final class BuildNumber {
    private static final AtomicLong LAST = new AtomicLong();

    static String next() {
      return LAST.incrementAndGet() + ".0.0";
    }
  }
}
