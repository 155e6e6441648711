package dev.aurora.service.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aurora.service.demo.DemoProgram.Started;
import dev.aurora.service.testing.PolicyCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pages on rule sets, run line by line on a real service: a change of limits from the folder
 * into force with a second person, over a death between approval and activation, and back.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RuleReleaseIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LIMIT =
      """

      rule "Limits of strategy release-%d"
      when
          $limits : Limits( scope == "strategy:release-%d" )
      then
          $limits.orderQuantityMax("%d");
      end
      """;

  @TempDir static Path folder;
  private static Path home;
  private static DemoProgram program;
  private static PolicyCopy policy;
  private static String adopted;
  private static final RunbookPage RELEASE = new RunbookPage("release-rules");

  @BeforeAll
  static void start() throws IOException {
    home = Files.createDirectory(folder.resolve("data of aurora"));
    policy = PolicyCopy.in(folder.resolve("policy"));
    program = new DemoProgram(home);
    run(List.of("up"), 0);
    run(List.of("persons", "add", "ann", "--role", "risk"), 0);
    run(List.of("persons", "add", "bob", "--role", "operator", "--as", "ann"), 0);
  }

  @AfterAll
  static void stop() throws IOException {
    run(List.of("down"), 0);
  }

  @Test
  @Order(1)
  void aChangeOfTheFolderChangesNothingUntilTwoPersonsReleaseIt() throws IOException {
    adopted = inForce();
    changeLimits(1);
    assertThat(run(RELEASE.take("rules status"), 0)).contains("changes nothing");
    assertThat(inForce()).isEqualTo(adopted);

    run(RELEASE.take("rules check"), 0);
    run(RELEASE.take("rules test"), 0);
    String release = proposed(RELEASE.take("rules propose --reason \"cap"));
    assertThat(run(approve("ann", release), 1)).contains("another person must approve it");
    run(of(RELEASE.take("rules approve"), release), 0);
    killTheService();
    run(List.of("up"), 0);
    assertThat(inForce()).isEqualTo(adopted);
    run(of(RELEASE.take("rules activate"), release), 0);

    assertThat(inForce()).isEqualTo(release);
    assertThat(run(List.of("rules", "status"), 0)).contains("is what is in force");
  }

  @Test
  @Order(2)
  void aHalfWrittenFileCanNotBeProposed() throws IOException {
    String before = inForce();
    String limits = Files.readString(policy.folder().resolve("limits.drl"));
    policy.append("limits.drl", "\nrule \"Half");

    run(List.of("rules", "propose", "--reason", "half", "--as", "ann"), 1);

    assertThat(inForce()).isEqualTo(before);
    Files.writeString(policy.folder().resolve("limits.drl"), limits);
  }

  @Test
  @Order(3)
  void aLimitForATimeAndASetThatIsTriedFirstAreProposed() throws IOException {
    changeLimits(2);
    String forHours = proposed(RELEASE.take("rules propose --for"));
    run(approve("bob", forHours), 0);
    run(List.of("rules", "activate", forHours, "--reason", "now", "--as", "bob"), 0);
    assertThat(run(List.of("rules", "status"), 0)).contains("ends by itself at");

    changeLimits(3);
    String tried = proposed(RELEASE.take("rules propose --shadow"));
    assertThat(run(approve("bob", tried), 1)).contains("beside the live set");
    RELEASE.end();
  }

  @Test
  @Order(4)
  void backAtOnceByOnePerson() throws IOException {
    RunbookPage page = new RunbookPage("revert-rules");
    String limited = inForce();
    run(page.take("kill engage"), 0);
    run(page.take("rules status"), 0);

    assertThat(run(page.take("rules revert --reason"), 0)).contains("taken out: " + limited);
    assertThat(inForce()).isNotEqualTo(limited).isNotEqualTo(adopted);
    String outForEver =
        run(List.of("rules", "revert", "--to", limited, "--reason", "again", "--as", "ann"), 1);
    assertThat(outForEver).contains("was taken out");
    run(of(page.take("rules revert --to"), adopted), 0);

    assertThat(inForce()).isEqualTo(adopted);
    page.end();
  }

  private static void changeLimits(int number) {
    policy.append("limits.drl", LIMIT.formatted(number, number, number * 100));
  }

  private static List<String> approve(String person, String release) {
    return List.of("rules", "approve", release, "--reason", "agreed", "--as", person);
  }

  private static String proposed(List<String> words) throws IOException {
    List<String> asked = new ArrayList<>(words);
    asked.add("--json");
    return json(asked).at("/release").asText();
  }

  private static String inForce() throws IOException {
    return json(List.of("rules", "status", "--json")).at("/inForce/release").asText();
  }

  private static JsonNode json(List<String> words) throws IOException {
    Started started = start(words);
    assertThat(started.await()).as("%s: %s", words, started.messages()).isZero();
    return JSON.readTree(Files.readString(started.out()));
  }

  private static void killTheService() throws IOException {
    long pid = JSON.readTree(Files.readString(home.resolve("service.json"))).at("/pid").asLong();
    ProcessHandle service = ProcessHandle.of(pid).orElseThrow();
    service.destroyForcibly();
    DemoProgram.until("dead", () -> !service.isAlive());
  }

  private static List<String> of(List<String> words, String release) {
    return words.stream().map(word -> word.equals("DIGEST") ? release : word).toList();
  }

  private static Started start(List<String> words) throws IOException {
    return program.start(
        Map.of("AURORA_RULES", policy.folder().toString()), words.toArray(String[]::new));
  }

  /** What the command says; it must end with this code. */
  private static String run(List<String> words, int code) throws IOException {
    Started started = start(words);
    int ended = started.await();
    String said = Files.readString(started.out()) + started.messages();
    assertThat(ended).as("%s: %s", words, said).isEqualTo(code);
    return said;
  }
}
