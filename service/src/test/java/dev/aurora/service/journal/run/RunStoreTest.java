package dev.aurora.service.journal.run;

import static dev.aurora.service.journal.testing.Samples.buy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.Stage;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStoreTest {

  private static final RunIdentity RUN =
      new RunIdentity(Samples.ACCOUNT, Samples.STRATEGY, Samples.NOW);
  private static final RunInputs INPUTS = new RunInputs("run-1", "model-1", "policy-1", "bars-1");
  private static final TreeMap<String, Long> COUNTS = new TreeMap<>(Map.of("buy", 3L));

  @TempDir Path directory;
  private JournalFixture books;
  private RunStore runs;

  @BeforeEach
  void open() {
    books = new JournalFixture(directory);
    runs = new RunStore(books.database, books.clock);
  }

  @AfterEach
  void close() {
    books.close();
  }

  @Test
  void decidesABarOnceAndNamesWhatDecidedToOthers() {
    BeginResult first = runs.begin(RUN, INPUTS, Stage.WEEK_TWO);
    BeginResult again = runs.begin(RUN, INPUTS, Stage.WEEK_TWO);
    BeginResult other =
        runs.begin(RUN, new RunInputs("run-2", "model-2", "policy-1", "bars-1"), Stage.WEEK_TWO);

    assertThat(first).isInstanceOf(BeginResult.Begun.class);
    assertThat(again).isEqualTo(new BeginResult.SameInputs(first.run()));
    assertThat(other).isEqualTo(new BeginResult.DecidedByOthers(first.run()));
    assertThat(other.run().inputs()).isEqualTo(INPUTS);
  }

  @Test
  void givesBackTheLegsThatWerePlannedFirst() {
    List<Order> planned = List.of(buy("o-1", "AAPL", "10"), buy("o-2", "MSFT", "5"));
    runs.begin(RUN, INPUTS, Stage.WEEK_TWO);
    runs.plan(RUN, 1, planned);
    books.close();
    open();

    assertThat(runs.plan(RUN, 1, List.of(buy("o-9", "AAPL", "99")))).isEqualTo(planned);
    assertThat(runs.planned(RUN, 1)).contains(planned);
    assertThat(runs.planned(RUN, 2)).isEmpty();
  }

  @Test
  void remembersThatThereWasNothingToDo() {
    runs.begin(RUN, INPUTS, Stage.WEEK_TWO);
    runs.plan(RUN, 1, List.of());

    assertThat(runs.plan(RUN, 1, List.of(buy("o-9", "AAPL", "99")))).isEmpty();
  }

  @Test
  void refusesAPlanOfARunThatNeverBegan() {
    assertThatThrownBy(() -> runs.plan(RUN, 1, List.of()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void endsARunOnceAndInOneWay() {
    runs.begin(RUN, INPUTS, Stage.WEEK_TWO);
    runs.end(RUN, RunStatus.SUCCEEDED, COUNTS, null, 12L);
    runs.end(RUN, RunStatus.SUCCEEDED, COUNTS, null, 12L);

    assertThat(runs.find(RUN).orElseThrow())
        .isEqualTo(
            new RunRow(
                RUN,
                INPUTS,
                RunStatus.SUCCEEDED,
                Stage.WEEK_TWO,
                COUNTS,
                null,
                Samples.NOW,
                Samples.NOW));
    assertThatThrownBy(() -> runs.end(RUN, RunStatus.FAILED, COUNTS, "bad data", null))
        .isInstanceOf(IllegalStateException.class);
  }
}
