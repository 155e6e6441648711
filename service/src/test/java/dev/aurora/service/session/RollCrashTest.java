package dev.aurora.service.session;

import static dev.aurora.service.session.SessionWorld.resting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aurora.rules.fact.Side;
import dev.aurora.rules.fact.TimeInForce;
import dev.aurora.service.broker.BrokerUnavailable;
import dev.aurora.service.journal.testing.FakeEngine;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.reconcile.FirstReconciliation;
import dev.aurora.service.reconcile.ReconciliationDesk;
import dev.aurora.service.session.SessionRoll.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A roll over the split of AAPL and on to where a resting order fills, ended after each of its
 * steps. Forbidden outcome: gone through again it comes to other books, or a start takes the half
 * of it for wrong holdings.
 */
class RollCrashTest {

  private static final String FRIDAY = "2005-02-25";
  private static final String SPLIT_DAY = "2005-02-28";
  private static final String LAST = "2005-03-09";

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(Step.class)
  void comesToTheSameBooksWhateverStepItDiedAfter(Step step) throws Exception {
    for (String session : List.of(SPLIT_DAY, LAST)) {
      try (SessionWorld undisturbed = world("a" + session + step);
          SessionWorld crashed = world("b" + session + step)) {
        undisturbed.rollTo(LAST);

        dieOnce(crashed, step, session);
        new FirstReconciliation(crashed.desk, crashed.roll::resume).await();
        crashed.rollTo(LAST);

        assertThat(crashed.everything()).isEqualTo(undisturbed.everything());
        assertThat(crashed.held("AAPL").quantity()).isEqualTo("302");
        assertThat(crashed.books.control.history()).isEmpty();
        assertThat(crashed.ledger.verify()).isEmpty();
      }
    }
  }

  /** So that going on before comparing is seen to matter. */
  @Test
  void halfWayThroughNothingIsConcludedFromWhatDiffers() throws Exception {
    try (SessionWorld world = world("half")) {
      dieOnce(world, Step.ACTIONS_AT_BROKER, SPLIT_DAY);

      assertThat(world.desk.reconcileAll()).noneMatch(ReconciliationDesk.Result::answered);
      assertThat(world.books.control.history()).isEmpty();
      world.roll.resume();
      assertThat(world.desk.reconcileAll()).allMatch(ReconciliationDesk.Result::clean);
    }
  }

  @Test
  void waitsForABrokerThatDoesNotAnswerAndChangesNothingMeanwhile() throws Exception {
    try (SessionWorld world = world("silent")) {
      world.connected = false;
      assertThatThrownBy(() -> world.rollTo(LAST)).isInstanceOf(BrokerUnavailable.class);
      assertThat(world.held("AAPL").quantity()).isEqualTo("100");
      world.connected = true;

      world.rollTo(LAST);

      assertThat(world.held("AAPL").quantity()).isEqualTo("302");
      assertThat(world.desk.reconcileAll()).allMatch(ReconciliationDesk.Result::clean);
    }
  }

  private static void dieOnce(SessionWorld world, Step step, String session) {
    world.watch =
        (after, account, at) -> {
          if (after == step && (at.toString().equals(session) || step == Step.BEGUN)) {
            world.watch = (any, whose, when) -> {};
            throw new Died();
          }
        };
    assertThatThrownBy(() -> world.rollTo(LAST)).isInstanceOf(Died.class);
  }

  private SessionWorld world(String name) throws Exception {
    SessionWorld world = new SessionWorld(Files.createDirectory(directory.resolve(name)));
    world.rollTo(FRIDAY);
    world.trade(FakeEngine.approving(), FRIDAY, Samples.buy("held", "AAPL", "100"));
    world.trade(
        FakeEngine.approving(), FRIDAY, resting("low", Side.BUY, "51", "80.03", TimeInForce.GTC));
    world.trade(
        FakeEngine.approving(), FRIDAY, resting("today", Side.BUY, "10", "85", TimeInForce.DAY));
    return world;
  }

  private static final class Died extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
