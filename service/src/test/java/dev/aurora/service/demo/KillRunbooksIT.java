package dev.aurora.service.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aurora.service.demo.DemoProgram.Started;
import java.io.IOException;
import java.io.UncheckedIOException;
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
 * The pages on kills, and on what is lost meanwhile, run line by line on a real service. A page
 * that shows what does not work fails here, and so does a line that nobody runs.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KillRunbooksIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private static Path home;
  private static DemoProgram program;
  private static final RunbookPage RELEASE = new RunbookPage("release-kill");

  @BeforeAll
  static void start() throws IOException {
    home = Files.createDirectory(folder.resolve("data of aurora"));
    program = new DemoProgram(home);
    run(List.of("up"), 0);
    run(RELEASE.take("persons add ann"), 0);
    run(RELEASE.take("persons add bob"), 0);
  }

  @AfterAll
  static void stop() {
    program.start(Map.of(), "down").await();
  }

  @Test
  @Order(1)
  void engage() {
    RunbookPage page = new RunbookPage("engage-kill");

    run(page.take("kill engage --reason"), 0);
    run(page.take("kill engage --scope account:PAPER-1"), 0);
    assertThat(run(page.take("kill status"), 1)).contains("fills look odd", "wrong limits");
    run(page.take("kill alive"), 0);
    run(page.take("kill preview"), 0);
    page.end();
  }

  @Test
  @Order(2)
  void releaseAndConfirm() {
    run(RELEASE.take("kill status"), 1);
    run(RELEASE.take("reconcile breaks"), 0);
    assertThat(run(RELEASE.take("persons list"), 0)).contains("ann", "bob");
    List<String> first = RELEASE.take("kill release");
    List<String> second = RELEASE.take("kill release");
    for (String kill : engaged()) {
      for (int step = 0; step < 2; step++) {
        run(with(first, "--id", kill), 0);
        run(with(second, "--id", kill), 0);
      }
    }
    assertThat(run(List.of("kill", "status"), 0)).contains("nothing is stopped");

    // Nothing is open, and no statement about nothing is taken.
    run(RELEASE.take("kill confirm --as"), 2);
    run(RELEASE.take("persons token bob --as"), 0);
    run(RELEASE.take("persons token bob --revoke"), 0);
    RELEASE.end();
  }

  @Test
  @Order(3)
  void flattenExitAndReceipt() {
    run(List.of("persons", "add", "ben", "--role", "operator", "--as", "ann"), 0);
    RunbookPage page = new RunbookPage("flatten-kill");

    run(page.take("kill preview"), 0);
    run(page.take("kill engage"), 0);
    DemoProgram.until("confirmed", () -> run(List.of("kill", "status"), 1).contains("CONFIRMED"));
    run(page.take("kill status"), 1);
    // Nothing is held, and it says so; that something is left by hand: FlattenIT.
    run(page.take("orders exit PAPER-1 AAPL --as ann"), 1);
    run(page.take("orders exit PAPER-1 AAPL --as ben"), 1);
    run(page.take("orders exit PAPER-1 AAPL --quantity"), 1);
    DemoProgram.until(
        "receipt", () -> run(List.of("kill", "receipt"), 0, 1).contains(engaged().getFirst()));
    run(page.take("kill receipt"), 0);
    List<String> one = new ArrayList<>(page.take("kill receipt"));
    one.set(2, engaged().getFirst());
    assertThat(run(one, 0)).contains("out of everything");
    run(page.take("audit verify"), 0);
    page.end();
  }

  @Test
  @Order(4)
  void temporalLost() throws IOException {
    RunbookPage page = new RunbookPage("temporal-lost");
    long server =
        JSON.readTree(Files.readString(home.resolve("temporal").resolve("server.json")))
            .at("/pid")
            .asLong();
    ProcessHandle process = ProcessHandle.of(server).orElseThrow();
    process.destroyForcibly();
    DemoProgram.until("dead", () -> !process.isAlive());

    assertThat(run(page.take("status --json"), 1)).contains("stopped");
    run(page.take("doctor"), 0, 1, 3);
    run(List.of("kill", "engage", "--reason", "works without Temporal"), 0);
    run(page.take("up"), 0);
    run(page.take("down --grace 60"), 0);
    run(page.take("up"), 0);
    page.end();
    assertThat(run(List.of("kill", "status"), 1)).contains("works without Temporal");
  }

  @Test
  @Order(5)
  void databaseLost() {
    RunbookPage page = new RunbookPage("database-lost");

    run(page.take("doctor"), 0, 1);
    assertThat(run(page.take("status"), 0)).contains("books: ");
    page.end();
  }

  private static List<String> engaged() {
    try {
      Started status = program.start(Map.of(), "kill", "status", "--json");
      status.await();
      JsonNode view = JSON.readTree(Files.readString(status.out())).elements().next();
      return view.at("/engaged").findValuesAsText("id");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> with(List<String> words, String... more) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of(more));
    return all;
  }

  /** What the command says; it must end with one of these codes. */
  private static String run(List<String> words, Integer... codes) {
    try {
      Started started = program.start(Map.of(), words.toArray(String[]::new));
      int ended = started.await();
      String said = Files.readString(started.out()) + started.messages();
      assertThat(ended).as("%s: %s", words, said).isIn((Object[]) codes);
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
