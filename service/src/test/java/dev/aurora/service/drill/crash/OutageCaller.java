package dev.aurora.service.drill.crash;

import dev.aurora.service.api.ApiClient;
import dev.aurora.service.api.CheckView;
import dev.aurora.service.api.OrderList;
import dev.aurora.service.problem.ProblemException;
import dev.aurora.service.process.Waiting;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** A caller who looks and asks for checks while something is away, and notes what it is told. */
final class OutageCaller implements AutoCloseable {

  private static final Duration BETWEEN = Duration.ofMillis(300);

  private final ApiClient api;
  private final String order;
  private final Map<String, Integer> told = new TreeMap<>();
  private final Thread looks;
  private final Thread checks;
  private long answers;
  private long longestMillis;
  private volatile boolean closed;

  OutageCaller(ApiClient api, String model) {
    this.api = api;
    this.order =
        """
        {"clientOrderId":"outage-check","account":"PAPER-1","strategy":"momentum",
         "modelVersion":"%s","venue":"PAPER","symbol":"IBM","side":"BUY","type":"LIMIT",
         "quantity":"1","limitPrice":"200","timeInForce":"DAY","origin":"STRATEGY",
         "decidedAt":"2012-12-28T21:00:00Z"}
        """
            .formatted(model);
    this.looks = Thread.startVirtualThread(() -> callOn(this::look));
    this.checks = Thread.startVirtualThread(() -> callOn(this::check));
  }

  /**
   * What callers were told so far.
   *
   * @param answers calls that were answered as if nothing were wrong
   * @param told how often each problem code was told
   * @param longestMillis the longest that one of these calls took
   */
  record Told(long answers, Map<String, Integer> told, long longestMillis) {

    Told {
      told = Map.copyOf(told);
    }

    Set<String> codes() {
      return new TreeSet<>(told.keySet());
    }
  }

  synchronized Told told() {
    return new Told(answers, told, longestMillis);
  }

  /** Lets calls that are under way end by themselves. */
  @Override
  public void close() {
    closed = true;
    looks.interrupt();
    checks.interrupt();
  }

  private OrderList look() {
    return api.get("/v1/orders?state=open", OrderList.class);
  }

  private CheckView check() {
    return api.postText("/v1/orders:check", order, CheckView.class);
  }

  private void callOn(Supplier<?> call) {
    while (!closed) {
      long begun = System.nanoTime();
      String code = null;
      try {
        call.get();
      } catch (ProblemException problem) {
        code = problem.problem().code();
      } catch (IllegalStateException interrupted) {
        return;
      }
      note(code, (System.nanoTime() - begun) / 1_000_000);
      try {
        Waiting.pause(BETWEEN);
      } catch (IllegalStateException interrupted) {
        return;
      }
    }
  }

  private synchronized void note(@org.jspecify.annotations.Nullable String code, long millis) {
    longestMillis = Math.max(longestMillis, millis);
    if (code == null) {
      answers++;
    } else {
      told.merge(code, 1, Integer::sum);
    }
  }
}
