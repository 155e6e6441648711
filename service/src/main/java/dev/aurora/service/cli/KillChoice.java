package dev.aurora.service.cli;

import dev.aurora.service.api.ApiClient;
import dev.aurora.service.api.KillView;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import dev.aurora.service.process.ServiceRecord;
import dev.aurora.service.report.TradingReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the restriction that a person means, and the services that hold it. */
final class KillChoice {

  private static final Duration CALL = Duration.ofSeconds(5);

  private final Invocation invocation;

  KillChoice(Invocation invocation) {
    this.invocation = invocation;
  }

  /** A restriction at one service. */
  record Held(ServiceRecord service, KillView view, TradingReport.Killed kill) {}

  /**
   * The restriction of this id wherever it is in force; without an id the only one that qualifies.
   *
   * @param qualifies which ones an absent id may mean
   * @throws UsageError when there is none, or the id is needed to tell several apart
   */
  List<Held> of(@Nullable String id, BiPredicate<KillView, TradingReport.Killed> qualifies) {
    List<Held> found =
        all().stream()
            .filter(
                held ->
                    id == null
                        ? qualifies.test(held.view(), held.kill())
                        : held.kill().id().equals(id))
            .toList();
    List<String> ids = found.stream().map(held -> held.kill().id()).distinct().toList();
    if (ids.size() == 1) {
      return found;
    }
    throw new UsageError(
        ids.isEmpty()
            ? Problem.of(
                    "no-such-latch",
                    id == null
                        ? "Nothing is in force that this could be about."
                        : "Nothing is in force under this id.",
                    "aurora kill status names what is in force.")
                .at(id == null ? "aurora kill" : "--id " + id)
            : Problem.of(
                "which-latch",
                "Several are in force: " + ids.stream().collect(Collectors.joining(", ")) + ".",
                "Say which one: --id."));
  }

  private List<Held> all() {
    List<Held> all = new ArrayList<>();
    for (ServiceRecord service : new Installation(invocation).requireRunningServices()) {
      KillView view = new ApiClient(service, CALL).get("/v1/kill", KillView.class);
      view.engaged().stream()
          // What stands outside the books, as variable or file, nobody releases here.
          .filter(kill -> kill.since() != null)
          .forEach(kill -> all.add(new Held(service, view, kill)));
    }
    return all;
  }
}
