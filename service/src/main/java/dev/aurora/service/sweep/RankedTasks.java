package dev.aurora.service.sweep;

import java.util.Comparator;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Threads that take what is most urgent first, and of equals what came first. Thread-safe. */
final class RankedTasks {

  /** The most urgent first. */
  enum Rank {
    /** Orders at the broker are asked to end: nothing else may keep them waiting. */
    ASK,
    /** Orders that were not sent end in the books: the last step keeps them back anyway. */
    BLOCK,
    /** Answers are booked: what they tell has happened. */
    BOOK
  }

  private final AtomicLong numbers = new AtomicLong();
  private final ExecutorService threads;

  /**
   * @param count of threads
   */
  RankedTasks(String name, int count) {
    threads =
        new ThreadPoolExecutor(
            count,
            count,
            0,
            TimeUnit.SECONDS,
            new PriorityBlockingQueue<>(),
            Thread.ofPlatform().daemon().name(name + "-", 1).factory());
  }

  void execute(Rank rank, Runnable work) {
    threads.execute(new Task(rank, numbers.incrementAndGet(), work));
  }

  /** What has not begun never does. */
  void stop() {
    threads.shutdownNow();
  }

  private record Task(Rank rank, long number, Runnable work) implements Runnable, Comparable<Task> {

    private static final Comparator<Task> URGENT_FIRST =
        Comparator.comparing(Task::rank).thenComparing(Task::number);

    @Override
    public int compareTo(Task other) {
      return URGENT_FIRST.compare(this, other);
    }

    @Override
    public void run() {
      work.run();
    }
  }
}
