package dev.aurora.service.cli;

import dev.aurora.service.api.ApiClient;
import dev.aurora.service.api.AuditView;
import dev.aurora.service.process.ServiceRecord;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aurora audit}: whether decisions and receipts of kills are what was written. */
@Command(
    name = "audit",
    description = "Verify recorded decisions and receipts of kills.",
    footer = {"", "Examples:", "  aurora audit verify", "  aurora audit verify --json"})
final class AuditCommand implements Runnable {

  private static final Duration CALL = Duration.ofSeconds(60);

  private final Invocation invocation;

  @Spec private CommandSpec spec = CommandSpec.create();

  AuditCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command: verify.");
  }

  @Command(
      name = "verify",
      description = {
        "Follow the hash chain of every account's decisions, and that of kill receipts.",
        "Exits 0 when each is whole, 1 when one is not (and says where it first differs)."
      })
  int verify() {
    Map<String, AuditView> views = new LinkedHashMap<>();
    for (ServiceRecord service : new Installation(invocation).requireRunningServices()) {
      views.put(service.home(), new ApiClient(service, CALL).get("/v1/audit", AuditView.class));
    }
    if (invocation.output().json()) {
      invocation.output().document(views);
    } else {
      views.forEach((home, view) -> view.chains().forEach(chain -> show(home, chain)));
    }
    boolean whole =
        views.values().stream()
            .flatMap(view -> view.chains().stream())
            .allMatch(AuditView.Row::intact);
    return whole ? ExitCode.DONE : ExitCode.NO;
  }

  private void show(String home, AuditView.Row chain) {
    invocation.output().line(home + ", " + chain.account() + ": " + chain.finding());
  }
}
