package dev.aurora.service.cli;

import dev.aurora.service.api.ApiClient;
import dev.aurora.service.api.KillReceiptList;
import dev.aurora.service.journal.kill.KillReceipt;
import dev.aurora.service.process.ServiceRecord;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code aurora kill receipt}: what kills did, as the books keep it. */
@Command(
    name = "receipt",
    description = {
      "Say what a kill did: times, orders, positions, persons, what was open.",
      "One receipt is written when a kill is confirmed, eased or released. Exits 1 when there is"
          + " none."
    },
    footer = {
      "",
      "Examples:",
      "  aurora kill receipt",
      "  aurora kill receipt cli/5d3f... --json",
      "aurora audit verify says whether receipts are what was written."
    })
final class KillReceiptCommand implements Callable<Integer> {

  private static final Duration CALL = Duration.ofSeconds(30);

  private final Invocation invocation;

  @Parameters(
      arity = "0..1",
      paramLabel = "COMMAND-ID",
      description = "As `aurora kill status` shows it; without it every kill.")
  private @Nullable String commandId;

  KillReceiptCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    String query =
        commandId == null
            ? ""
            : "?commandId=" + URLEncoder.encode(commandId, StandardCharsets.UTF_8);
    Map<String, List<KillReceipt>> found = new LinkedHashMap<>();
    for (ServiceRecord service : new Installation(invocation).requireRunningServices()) {
      found.put(
          service.home(),
          new ApiClient(service, CALL)
              .get("/v1/kill/receipts" + query, KillReceiptList.class)
              .receipts());
    }
    if (invocation.output().json()) {
      invocation.output().document(found);
    } else {
      found.forEach((home, receipts) -> receipts.forEach(receipt -> show(home, receipt)));
    }
    if (found.values().stream().allMatch(List::isEmpty)) {
      invocation.output().message("There is no receipt.");
      return ExitCode.NO;
    }
    return ExitCode.DONE;
  }

  private void show(String home, KillReceipt receipt) {
    Output output = invocation.output();
    output.line(
        "%s: %s  %s for %s, by %s (%s): %s"
            .formatted(
                receipt.commandId(),
                receipt.occasion(),
                receipt.level(),
                receipt.scope(),
                receipt.engagedBy(),
                receipt.source(),
                receipt.reason()));
    output.line("  in " + home);
    KillReceipt.Times times = receipt.times();
    time("engaged", times.engagedAt());
    time("blocked", times.blockedAt());
    time("first cancel", times.firstCancelRequestedAt());
    time("last cancel", times.lastCancelRequestedAt());
    time("cancels confirmed", times.cancelsConfirmedAt());
    time("reconciled", times.reconciledAt());
    time("flattened", times.flattenedAt());
    time("confirmed", times.confirmedAt());
    time("eased", times.easedAt());
    time("released", times.releasedAt());
    lines("cancelled", receipt.ordersCancelled());
    lines("never sent", receipt.ordersBlocked());
    lines("filled meanwhile", receipt.ordersFilledMeanwhile());
    lines("closed by the kill", receipt.flattened());
    lines("closed by hand", receipt.exitsByHand());
    receipt
        .unconfirmed()
        .forEach(
            open ->
                output.line(
                    "  unconfirmed: %s %s %s, %s"
                        .formatted(open.account(), open.symbol(), open.what(), open.detail())));
    receipt.persons().forEach(person -> output.line("  " + person.name() + " " + person.did()));
    if (receipt.releaseCause() != null) {
      output.line("  because: " + receipt.releaseCause());
    }
  }

  private void time(String what, @Nullable Instant at) {
    if (at != null) {
      invocation.output().line("  %-18s %s".formatted(what, at));
    }
  }

  private void lines(String what, List<KillReceipt.Line> lines) {
    lines.forEach(
        line ->
            invocation
                .output()
                .line(
                    "  %s: %s %s %s of %s, %s filled"
                        .formatted(
                            what,
                            line.clientOrderId(),
                            line.account(),
                            line.side(),
                            line.symbol(),
                            line.filled().toPlainString())));
  }
}
