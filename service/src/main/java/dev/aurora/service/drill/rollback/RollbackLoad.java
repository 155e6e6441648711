package dev.aurora.service.drill.rollback;

import dev.aurora.service.api.OrderView;
import dev.aurora.service.api.PersonRequest;
import dev.aurora.service.api.RolloutRequest;
import dev.aurora.service.api.RunAnswer;
import dev.aurora.service.api.RunRequest;
import dev.aurora.service.api.TokenAnswer;
import dev.aurora.service.drill.crash.CrashLoad;
import dev.aurora.service.drill.crash.CrashSite;
import dev.aurora.service.person.Role;
import dev.aurora.workflows.rollout.RolloutAction;
import dev.aurora.workflows.rollout.RolloutAnswer;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Asks a service, over its deaths, for orders and for changes of the rollout. Thread-safe. */
final class RollbackLoad {

  static final String ACCOUNT = "PAPER-1";
  private static final String STRATEGY = "momentum";
  private static final int WAIT_SECONDS = 5;

  private final CrashSite site;
  private final String model;

  /** Of a person of the drill's own books. */
  private final String token;

  RollbackLoad(CrashSite site, String model) {
    this.site = site;
    this.model = model;
    PersonRequest person = new PersonRequest("drill", List.of(Role.RISK));
    this.token = site.api().post("/v1/persons", person, Duration.ZERO, TokenAnswer.class).token();
  }

  /** A small order that fills at once, unlike every other of its session. */
  void submit(String id, int number, LocalDate session) {
    String symbol = number % 2 == 0 ? "MSFT" : "FB";
    String order =
        """
        {"clientOrderId":"%s","account":"%s","strategy":"%s","modelVersion":"%s","venue":"PAPER",
         "symbol":"%s","side":"BUY","type":"MARKET","quantity":"%d",
         "timeInForce":"DAY","origin":"STRATEGY","decidedAt":"%sT21:00:00Z"}
        """
            .formatted(id, ACCOUNT, STRATEGY, model, symbol, 1 + number / 2, session);
    CrashLoad.insist(
        () -> site.api().postText("/v1/orders?asOf=" + session, order, OrderView.class));
  }

  /** The session's own decisions; the gates judge them, without which no other order is let in. */
  void run(LocalDate session) {
    RunRequest request = new RunRequest(ACCOUNT, STRATEGY, session, 1, WAIT_SECONDS, null);
    Duration wait = Duration.ofSeconds(WAIT_SECONDS);
    RunAnswer answer;
    do {
      answer = CrashLoad.insist(() -> site.api().post("/v1/runs", request, wait, RunAnswer.class));
    } while (!answer.done());
  }

  /** Under one command id, so that a service that died over it does it once. */
  RolloutAnswer change(String id, RolloutAction action, @Nullable Integer percent) {
    RolloutRequest request = new RolloutRequest(id, "rehearsal of a rollback", percent, null, null);
    return CrashLoad.insist(
        () ->
            site.api()
                .as(token)
                .post(
                    "/v1/rollout:" + action.name().toLowerCase(Locale.ROOT),
                    request,
                    Duration.ZERO,
                    RolloutAnswer.class));
  }
}
