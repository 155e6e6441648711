package dev.aurora.service.drill.crash;

import dev.aurora.service.api.OrderList;
import dev.aurora.service.api.OrderView;
import dev.aurora.service.api.ReconciliationView;
import dev.aurora.service.api.RunAnswer;
import dev.aurora.service.api.RunRequest;
import dev.aurora.service.journal.order.OrderState;
import dev.aurora.service.problem.DependencyError;
import dev.aurora.service.problem.ProblemException;
import dev.aurora.service.problem.RefusedError;
import dev.aurora.service.process.Waiting;
import dev.aurora.service.reconcile.ReconciliationDesk;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a round gives the service to do, as a caller that never gives up would: everything is asked
 * for again until it is answered, always under the same key.
 */
public final class CrashLoad {

  private static final String ACCOUNT = "PAPER-1";
  private static final String STRATEGY = "momentum";
  private static final int WAIT_SECONDS = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration BETWEEN = Duration.ofMillis(100);

  private final CrashSite site;
  private final String model;

  /**
   * @param model version of the strategy's model, which an order has to name
   */
  public CrashLoad(CrashSite site, String model) {
    this.site = site;
    this.model = model;
  }

  /** A run a session, then single orders: one that fills, one that rests and is taken back. */
  void play(int round, List<LocalDate> sessions) {
    for (LocalDate session : sessions) {
      run(session);
      String stem = "crash-" + round + "-" + session;
      submit(order(stem + "-a", "IBM", "BUY", round + 1, "500", session));
      String resting = stem + "-b";
      submit(order(resting, "MSFT", "BUY", round + 2, "15", session));
      cancel(resting);
    }
  }

  private void run(LocalDate session) {
    RunRequest request = new RunRequest(ACCOUNT, STRATEGY, session, 1, WAIT_SECONDS, null);
    RunAnswer answer;
    do {
      answer =
          insist(
              () ->
                  site.api()
                      .post(
                          "/v1/runs", request, Duration.ofSeconds(WAIT_SECONDS), RunAnswer.class));
    } while (!answer.done());
  }

  private void submit(String order) {
    insist(() -> site.api().postText("/v1/orders", order, OrderView.class));
  }

  private void cancel(String id) {
    String path =
        "/v1/orders/" + URLEncoder.encode(id, StandardCharsets.UTF_8) + "?by=drill&reason=drill";
    insist(
        () -> {
          try {
            return site.api().delete(path, OrderView.class);
          } catch (RefusedError ended) {
            // It was denied, filled, or a cancel asked for before the kill took effect.
            return site.api().get("/v1/orders/" + id, OrderView.class);
          }
        });
  }

  /** Waits until nothing is on its way any more, then answers what books and broker differ in. */
  public List<String> settle() {
    List<String> findings = new ArrayList<>();
    boolean settled = Waiting.until(() -> onTheWay().isEmpty(), PATIENCE, BETWEEN);
    if (!settled) {
      findings.add("still on their way after " + PATIENCE + ": " + onTheWay());
    }
    ReconciliationView compared =
        insist(
            () ->
                site.api()
                    .post("/v1/reconcile", Map.of(), Duration.ZERO, ReconciliationView.class));
    for (ReconciliationDesk.Result result : compared.accounts()) {
      if (!result.answered()) {
        findings.add("the broker does not answer: " + result.detail());
      }
      findings.addAll(result.breaks());
    }
    return findings;
  }

  /** Open orders that a person would wait for; those that rest at the broker may go on. */
  private List<String> onTheWay() {
    return insist(() -> site.api().get("/v1/orders?state=open", OrderList.class)).orders().stream()
        .filter(order -> order.state() != OrderState.WORKING)
        .filter(order -> order.state() != OrderState.PARTIALLY_FILLED)
        .map(order -> order.clientOrderId() + " " + order.state())
        .toList();
  }

  /** Asks until it is answered, over the death of the service that was asked first. */
  public static <T> T insist(Supplier<T> call) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return call.get();
      } catch (ProblemException away) {
        if (!comesBack(away) || System.nanoTime() - deadline > 0) {
          throw away;
        }
        Waiting.pause(BETWEEN);
      }
    }
  }

  /** A service that has just come back has another token than the one that was killed. */
  private static boolean comesBack(ProblemException failure) {
    return failure instanceof DependencyError || failure.problem().code().equals("unauthorized");
  }

  private String order(
      String id, String symbol, String side, int quantity, String limit, LocalDate session) {
    return """
    {"clientOrderId":"%s","account":"%s","strategy":"%s","modelVersion":"%s","venue":"PAPER",
     "symbol":"%s","side":"%s","type":"LIMIT","quantity":"%d","limitPrice":"%s",
     "timeInForce":"DAY","origin":"STRATEGY","decidedAt":"%sT21:00:00Z"}
    """
        .formatted(id, ACCOUNT, STRATEGY, model, symbol, side, quantity, limit, session);
  }
}
