package dev.aurora.service.cli;

import dev.aurora.service.api.ApiClient;
import dev.aurora.service.api.ReconciliationView;
import dev.aurora.service.drill.crash.CrashReport;
import dev.aurora.service.gate.Gate;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.night.NightGates;
import dev.aurora.service.night.ReconciliationGate;
import dev.aurora.service.problem.ProblemException;
import dev.aurora.service.process.ServiceRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Gives the gates that look at what Aurora does the processes and the service that they need. */
final class NightRehearsal {

  private static final Duration CALL = Duration.ofSeconds(60);

  /** Each takes about ten seconds; the drill by hand plays more. */
  private static final int KILLS = 5;

  private final Invocation invocation;

  NightRehearsal(Invocation invocation) {
    this.invocation = invocation;
  }

  List<Gate> gates() {
    return new NightGates(TradingCalendar.nyse(), invocation.clock(), this::crash, this::reconcile)
        .gates();
  }

  private CrashReport crash(long seed) throws IOException {
    try {
      return new CrashRehearsal(invocation).crash(KILLS, seed);
    } catch (ProblemException impossible) {
      throw new IOException(impossible.problem().what(), impossible);
    }
  }

  private List<ReconciliationGate.Account> reconcile() throws IOException {
    List<ReconciliationGate.Account> accounts = new ArrayList<>();
    try {
      for (ServiceRecord service : new Installation(invocation).requireRunningServices()) {
        new ApiClient(service, CALL)
            .post("/v1/reconcile", Map.of(), Duration.ZERO, ReconciliationView.class)
            .accounts()
            .forEach(
                result ->
                    accounts.add(
                        new ReconciliationGate.Account(
                            result.account(), result.answered(), result.breaks())));
      }
    } catch (ProblemException unreachable) {
      throw new IOException(unreachable.problem().what(), unreachable);
    }
    return accounts;
  }
}
