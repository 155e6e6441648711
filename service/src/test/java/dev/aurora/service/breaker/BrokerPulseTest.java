package dev.aurora.service.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.service.broker.Answer;
import dev.aurora.service.broker.Broker;
import dev.aurora.service.broker.Outage;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.journal.testing.TestClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BrokerPulseTest {

  private final TestClock clock = new TestClock(Samples.NOW);
  private boolean answers = true;
  private int returns;
  private boolean returnFails;
  private final BrokerPulse pulse = new BrokerPulse(broker(), clock, this::back, Runnable::run);

  @AfterEach
  void stop() {
    pulse.stop();
  }

  @Test
  void aBrokerThatWasNeverAwayComesBackToNothing() {
    pulse.ask();
    pulse.ask();

    assertThat(returns).isZero();
  }

  @Test
  void aBrokerThatComesBackIsComparedOnceAnOutage() {
    ask(false);
    ask(false);
    ask(true);
    ask(true);
    assertThat(returns).isEqualTo(1);

    ask(false);
    ask(true);
    assertThat(returns).isEqualTo(2);
  }

  @Test
  void aComparisonThatFailedIsTriedWithTheNextHeartbeat() {
    ask(false);
    returnFails = true;
    ask(true);
    returnFails = false;
    ask(true);

    assertThat(returns).isEqualTo(1);
  }

  @Test
  void aComparisonThatTakesLongLeavesNoHeartbeatOut() {
    CountDownLatch over = new CountDownLatch(1);
    BrokerPulse patient =
        new BrokerPulse(
            broker(), clock, () -> waitFor(over), task -> Thread.ofVirtual().start(task));
    answers = false;
    patient.ask();
    answers = true;
    patient.ask();

    clock.advance(Duration.ofSeconds(20));
    patient.ask();

    assertThat(patient.lastHeartbeatAt()).isEqualTo(clock.instant());
    over.countDown();
  }

  private static void waitFor(CountDownLatch over) {
    try {
      assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void silenceLetsTheHeartbeatGrowOld() {
    Instant alive = clock.instant();
    ask(true);
    clock.advance(Duration.ofSeconds(20));
    ask(false);

    assertThat(pulse.lastHeartbeatAt()).isEqualTo(alive);
  }

  private void ask(boolean answered) {
    answers = answered;
    pulse.ask();
  }

  private void back() {
    if (returnFails) {
      throw new IllegalStateException("books away");
    }
    returns++;
  }

  private Broker broker() {
    return (Broker)
        Proxy.newProxyInstance(
            Broker.class.getClassLoader(),
            new Class<?>[] {Broker.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "ping" ->
                      answers
                          ? new Answer.Answered<>("PAPER")
                          : new Answer.Unavailable<>(Outage.NOT_CONNECTED, "cut");
                  case "name" -> "PAPER";
                  default -> throw new IllegalStateException(method.getName());
                });
  }
}
