package dev.aurora.service.cli;

import dev.aurora.service.api.AnchorList;
import dev.aurora.service.api.ApiClient;
import dev.aurora.service.api.AuditView;
import dev.aurora.service.process.ServiceRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aurora audit}: whether decisions and receipts of kills are what was written. */
@Command(
    name = "audit",
    subcommands = {AuditExportCommand.class, AuditReproduceCommand.class},
    description = "Verify, export and reproduce recorded decisions.",
    footer = {
      "",
      "Examples:",
      "  aurora audit verify",
      "  aurora audit export --to anchors.jsonl",
      "  aurora audit verify --anchors anchors.jsonl",
      "  aurora audit reproduce 'PAPER-1#12'",
      "  aurora audit reproduce --all"
    })
final class AuditCommand implements Runnable {

  private static final Duration CALL = Duration.ofSeconds(60);

  private final Invocation invocation;

  @Spec private CommandSpec spec = CommandSpec.create();

  AuditCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Missing command: verify, export or reproduce.");
  }

  @Command(
      name = "verify",
      description = {
        "Follow the hash chains of every account's decisions, of kill receipts, of overrides and of"
            + " anchors.",
        "Exits 0 when each is whole, 1 when one is not (and says where it first differs)."
      })
  int verify(
      @Option(
              names = "--anchors",
              paramLabel = "FILE",
              description = "Also hold the books against anchors that were exported before.")
          @Nullable Path kept) {
    Map<String, AuditView> views = new LinkedHashMap<>();
    for (ServiceRecord service : new Installation(invocation).requireRunningServices()) {
      ApiClient api = new ApiClient(service, CALL);
      views.put(service.home(), api.get("/v1/audit", AuditView.class));
      if (kept != null) {
        AnchorList anchors = ExportedAnchors.read(invocation.resolve(kept), service.home());
        views.merge(
            service.home(),
            api.post("/v1/audit/anchors:compare", anchors, Duration.ZERO, AuditView.class),
            AuditView::and);
      }
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
