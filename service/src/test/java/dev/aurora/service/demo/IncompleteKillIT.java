package dev.aurora.service.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aurora.service.broker.paper.FaultFile;
import dev.aurora.service.demo.DemoProgram.Started;
import dev.aurora.service.drill.crash.CrashSite;
import dev.aurora.service.drill.crash.CrashVictim;
import dev.aurora.service.testing.Checkout;
import dev.aurora.service.testing.RealTemporal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page incomplete-kill, line by line, from the command line with a broker that does not answer:
 * engage, INCOMPLETE with the exact list, a person's word, release by two into reducers, then
 * fully. Real launcher, service and Temporal server.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IncompleteKillIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final RunbookPage PAGE = new RunbookPage("incomplete-kill");

  @TempDir static Path folder;
  private static CrashSite site;
  private static DemoProgram program;
  private static String kill = "";

  @BeforeAll
  static void restTwoOrdersAndLoseTheBroker() throws IOException {
    Path home = Files.createDirectory(folder.resolve("data of aurora"));
    Map<String, String> environment = new TreeMap<>(System.getenv());
    environment.keySet().removeIf(name -> name.startsWith("AURORA_"));
    site =
        new CrashSite(
            home, Checkout.root(), environment, RealTemporal.in(home), FaultFile.Plan.none());
    program = new DemoProgram(home);
    say(List.of("persons", "add", "ann", "--role", "risk"), 0);
    say(List.of("persons", "add", "bob", "--role", "operator", "--as", "ann"), 0);
    say(
        List.of(
            "run",
            "--strategy",
            "momentum",
            "--account",
            "PAPER-1",
            "--as-of",
            RestingOrder.SESSION),
        0,
        1);
    for (String id : List.of("o-1", "o-2")) {
      say(
          List.of(
              "orders", "submit", RestingOrder.file(folder, id, id.equals("o-1") ? "400" : "399")),
          0);
      DemoProgram.until("working", () -> state(id).equals("WORKING"));
    }
    site.kill(CrashVictim.BROKER_LINK);
  }

  @AfterAll
  static void stop() {
    if (site != null) {
      site.close();
    }
  }

  @Test
  @Order(1)
  void theListIsExactAndNothingIsReleased() throws IOException {
    say(List.of("kill", "engage", "--level", "BLOCK_AND_CANCEL", "--reason", "looks odd"), 0);
    kill = engaged().at("/id").asText();

    DemoProgram.until("exact", () -> open().equals(List.of("o-1", "o-2")));
    assertThat(say(PAGE.take("kill status"), 1)).contains("INCOMPLETE: 2 orders", "o-1", "o-2");
    say(PAGE.take("status"), 0, 1);
    assertThat(say(PAGE.take("orders show"), 0)).contains("WORKING");
    assertThat(say(PAGE.take("reconcile"), 1, 3)).contains("PAPER-1");
    assertThat(release("bob", 1)).contains("INCOMPLETE: 2 orders", "o-1", "o-2");
    assertThat(open()).containsExactly("o-1", "o-2");
  }

  @Test
  @Order(2)
  void aPersonsWordCountsForAllThatIsListedAndForNothingLess() {
    List<String> both = PAGE.take("kill confirm --order");

    List<String> one = new ArrayList<>(both);
    int second = one.lastIndexOf("--order");
    one.subList(second, second + 2).clear();
    assertThat(say(one, 1)).contains("not looked up yet: o-2");
    assertThat(engagedSays()).doesNotContain("CONFIRMED by");

    assertThat(say(both, 0)).contains("CONFIRMED by bob", "o-1", "o-2");
    assertThat(engagedSays()).contains("CONFIRMED by bob", "mail of 15:02", "o-1", "o-2");
    List<String> again = new ArrayList<>(PAGE.take("kill confirm --id"));
    again.set(again.indexOf("ID"), kill);
    assertThat(say(again, 0)).contains("CONFIRMED by bob");
    assertThat(List.of(state("o-1"), state("o-2"))).containsOnly("WORKING");
  }

  @Test
  @Order(3)
  void twoPersonsReleaseItIntoReducersAndThenFully() throws IOException {
    assertThat(release("bob", 0)).contains("1 of 2");
    assertThat(release("bob", 1)).contains("another person");
    assertThat(release("ann", 0)).contains("reducers");
    assertThat(engaged().at("/level").asText()).isEqualTo("REDUCE_ONLY");

    release("ann", 0);
    release("bob", 0);

    assertThat(engagedSays()).doesNotContain(kill);
  }

  @Test
  @Order(4)
  void theBrokersOwnWordComesWhenItAnswersAgain() {
    site.restore(CrashVictim.BROKER_LINK);

    say(PAGE.take("reconcile"), 0);
    List<String> receipt = new ArrayList<>(PAGE.take("kill receipt"));
    receipt.set(receipt.indexOf("ID"), kill);
    assertThat(say(receipt, 0)).contains("o-1", "o-2", "bob", "ann");
    PAGE.end();

    // The desk was wrong: both live, and the next kill takes them back.
    say(List.of("kill", "engage", "--level", "BLOCK_AND_CANCEL", "--reason", "they live"), 0);
    DemoProgram.until("taken back", () -> state("o-1").equals("CANCELLED"));
    DemoProgram.until("taken back", () -> state("o-2").equals("CANCELLED"));
  }

  private static String release(String person, int exit) {
    return say(
        List.of("kill", "release", "--id", kill, "--cause", "link repaired", "--as", person), exit);
  }

  /** The kill of this test; a broker that is away restricts trading beside it. */
  private static JsonNode engaged() throws IOException {
    for (JsonNode one : status().at("/engaged")) {
      if (one.at("/reason").asText().equals("looks odd")) {
        return one;
      }
    }
    throw new AssertionError("it is not in force: " + status());
  }

  private static List<String> open() {
    try {
      return status().at("/progress/" + kill.replace("/", "~1")).findValuesAsText("clientOrderId");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode status() throws IOException {
    Started status = program.start(Map.of(), "kill", "status", "--json");
    status.await();
    return JSON.readTree(Files.readString(status.out())).elements().next();
  }

  private static String engagedSays() {
    return say(List.of("kill", "status"), 0, 1);
  }

  private static String say(List<String> words, Integer... codes) {
    return program.say(words, codes);
  }

  private static String state(String id) {
    return program.run("orders", "show", id, "--json").at("/state").asText();
  }
}
