package dev.aurora.service.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.ByteString;
import dev.aurora.service.ClientProxy;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.rollout.BuildId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is noted of changes that were made on the server itself; no server is needed for it. */
class BuildKeeperTest {

  @TempDir Path home;
  private JournalFixture books;
  private BuildLog log;
  private BuildKeeper keeper;

  @BeforeEach
  void open() {
    books = new JournalFixture(home);
    log = new BuildLog(books.database, books.clock);
    keeper =
        new BuildKeeper(
            ClientProxy.unread(),
            new BuildStore(home, books.clock),
            log,
            ClientProxy.unread(),
            new BuildId("a"),
            () -> {},
            books.clock);
    done("first", BuildChange.Action.FIRST, "a", 0, routing("a", null, 0));
  }

  @AfterEach
  void close() {
    books.close();
  }

  @Test
  void anotherShareOnTheServerIsNotedOnce() {
    done("ramp", BuildChange.Action.RAMP, "b", 5, routing("a", "b", 5));

    keeper.noteElsewhere(() -> routing("a", "b", 100));
    keeper.noteElsewhere(() -> routing("a", "b", 100));

    assertThat(found())
        .extracting(BuildChange::ramping, BuildChange::percent)
        .containsExactly(tuple("b", 100));
  }

  @Test
  void rowsAboutSomethingElseDoNotChangeTheShareThatIsNoted() {
    done("ramp", BuildChange.Action.RAMP, "b", 5, routing("a", "b", 5));
    done("retire", BuildChange.Action.RETIRE, "z", 0, routing("a", "b", 5));
    done("late", BuildChange.Action.RAMP, "z", 0, routing("a", "b", 5));

    keeper.noteElsewhere(() -> routing("a", "b", 5));

    assertThat(found()).isEmpty();
  }

  @Test
  void whatTheServerSaidBeforeAChangeOfOursIsNotTakenForOneOfAnotherWay() {
    keeper.noteElsewhere(
        () -> {
          Routing before = routing("a", null, 0);
          done("advance", BuildChange.Action.ADVANCE, "b", 0, routing("b", null, 0));
          return before;
        });

    assertThat(found()).isEmpty();
  }

  private List<BuildChange> found() {
    return log.all().stream().filter(row -> row.phase() == BuildChange.Phase.FOUND).toList();
  }

  private void done(
      String id, BuildChange.Action action, String build, int percent, Routing routing) {
    log.add(
        new BuildLog.Entry(
            id, BuildChange.Phase.DONE, action, build, percent, "", "olga", "why", "api"),
        routing);
  }

  private static Routing routing(String current, @Nullable String ramping, int percent) {
    return new Routing(current, ramping, percent, Instant.EPOCH, true, List.of(), ByteString.EMPTY);
  }
}
