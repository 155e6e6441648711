package dev.aurora.service.broker.paper;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.zip.CRC32;

/**
 * Faults that a drill writes into a file and a running service reads from it, anew each time. Which
 * order goes wrong, and how, is a pure function of seed and client order id. A file that can't be
 * read is a broken connection. Thread-safe.
 */
public final class FaultFile implements BrokerFaults {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PERCENT = 100;

  private final Path file;

  public FaultFile(Path file) {
    this.file = file;
  }

  /**
   * What goes wrong; shares are percent of the orders.
   *
   * @param connected false = nothing gets through in either direction
   * @param silent the order is taken and the answer never comes
   * @param twice every execution is told twice
   * @param outOfOrder executions are told latest first
   * @param reject the broker refuses
   * @param slow the answer comes after {@code slowMillis}
   */
  public record Plan(
      boolean connected,
      long seed,
      int silent,
      int twice,
      int outOfOrder,
      int reject,
      int slow,
      long slowMillis) {

    public Plan {
      int sum = silent + twice + outOfOrder + reject + slow;
      if (Math.min(Math.min(silent, twice), Math.min(outOfOrder, Math.min(reject, slow))) < 0
          || sum > PERCENT) {
        throw new IllegalArgumentException("shares are 0 to 100 percent together, not " + sum);
      }
    }

    /** A broker that works. */
    public static Plan none() {
      return new Plan(true, 0, 0, 0, 0, 0, 0, 0);
    }

    /** The same faults with the link cut or whole. */
    public Plan connected(boolean whole) {
      return new Plan(whole, seed, silent, twice, outOfOrder, reject, slow, slowMillis);
    }
  }

  /** Puts a plan in the place of the one before, at once. */
  public void write(Plan plan) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.writeString(fresh, JSON.writeValueAsString(plan));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("the faults can't be written: " + file, e);
    }
  }

  @Override
  public boolean connected() {
    return read().connected();
  }

  @Override
  public Fault next(String clientOrderId) {
    Plan plan = read();
    int at = draw(plan.seed(), clientOrderId);
    int below = plan.silent();
    if (at < below) {
      return new Fault.SilentAfterAccept();
    }
    below += plan.twice();
    if (at < below) {
      return new Fault.AnswerTwice();
    }
    below += plan.outOfOrder();
    if (at < below) {
      return new Fault.OutOfOrder();
    }
    below += plan.reject();
    if (at < below) {
      return new Fault.Reject();
    }
    below += plan.slow();
    return at < below ? new Fault.Slow(Duration.ofMillis(plan.slowMillis())) : new Fault.None();
  }

  private Plan read() {
    try {
      return JSON.readValue(Files.readString(file), Plan.class);
    } catch (IOException unreadable) {
      return Plan.none().connected(false);
    }
  }

  private static int draw(long seed, String clientOrderId) {
    CRC32 hash = new CRC32();
    hash.update((seed + "/" + clientOrderId).getBytes(StandardCharsets.UTF_8));
    return (int) (hash.getValue() % PERCENT);
  }
}
