package dev.aurora.service.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Forbidden outcome: two threads work on one order at a time. */
class AloneTest {

  private final Alone alone = new Alone(Duration.ofSeconds(60));

  @Test
  void neverTwoAtATimeHoweverManyComeAndGo() throws InterruptedException {
    AtomicInteger within = new AtomicInteger();
    AtomicBoolean together = new AtomicBoolean();
    AtomicInteger done = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int round = 0; round < 2_000; round++) {
                      alone.with(
                          "o-1",
                          () -> {
                            together.compareAndSet(false, within.incrementAndGet() > 1);
                            Thread.onSpinWait();
                            within.decrementAndGet();
                            done.incrementAndGet();
                          });
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(together).isFalse();
    assertThat(done).hasValue(16_000);
  }

  @Test
  void anotherOrderIsNotWaitedFor() {
    AtomicBoolean done = new AtomicBoolean();
    assertThat(alone.with("o-1", () -> alone.with("o-2", () -> done.set(true)))).isTrue();
    assertThat(done).isTrue();
  }

  @Test
  void gaveUpAfterAllThePatienceAndDidNothing() throws InterruptedException {
    Alone hasty = new Alone(Duration.ofMillis(50));
    CountDownLatch within = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Thread holder =
        Thread.ofPlatform()
            .start(
                () ->
                    hasty.with(
                        "o-1",
                        () -> {
                          within.countDown();
                          awaited(end);
                        }));
    awaited(within);
    AtomicBoolean done = new AtomicBoolean();

    assertThat(hasty.with("o-1", () -> done.set(true))).isFalse();

    end.countDown();
    holder.join();
    assertThat(done).isFalse();
  }

  @Test
  void workThatFailsLetsTheNextOneIn() {
    assertThatThrownBy(
            () ->
                alone.with(
                    "o-1",
                    () -> {
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");
    assertThat(alone.with("o-1", () -> {})).isTrue();
  }

  private static void awaited(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
