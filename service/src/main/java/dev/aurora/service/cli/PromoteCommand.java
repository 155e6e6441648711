package dev.aurora.service.cli;

import dev.aurora.service.api.ApiClient;
import dev.aurora.service.api.DossierView;
import dev.aurora.service.api.PromotionDecision;
import dev.aurora.service.api.PromotionList;
import dev.aurora.service.api.PromotionRequest;
import dev.aurora.service.api.PromotionView;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import dev.aurora.service.process.ServiceRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aurora promote}: from shadow to paper to live, by evidence and two persons. */
@Command(
    name = "promote",
    description = {
      "Promote a strategy from shadow to paper to live, or take a promotion back.",
      "A request is held against the go / no-go conditions of rules/policy/promotion; what may go"
          + " waits for two persons, who approve the dossier that they have read."
    },
    footer = {
      "",
      "Examples:",
      "  aurora promote request momentum --to paper --reason \"three green nights\" --as ann",
      "  aurora promote dossier momentum/1f2e3d4c5b6a7988/1 --out dossier.html",
      "  aurora promote approve momentum/1f2e3d4c5b6a7988/1 --dossier sha256:.. --reason R --as"
          + " bob",
      "  aurora promote withdraw momentum/1f2e3d4c5b6a7988/1 --reason \"odd fills\" --as ann"
    })
final class PromoteCommand implements Runnable {

  private static final Duration CALL = Duration.ofSeconds(30);

  private final Invocation invocation;

  @Spec private CommandSpec spec = CommandSpec.create();

  PromoteCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Missing command: request, status, list, dossier, approve or withdraw.");
  }

  /** Who acts, and why. */
  static final class Asked {
    @Option(names = "--reason", required = true, paramLabel = "R", description = "Why.")
    private String reason = "";

    @Option(
        names = "--as",
        required = true,
        paramLabel = "P",
        description = "The person who answers for it, by P's token.")
    private String by = "";
  }

  /** What is granted; what is left out is the limit that binds the strategy anyway. */
  static final class Grants {
    @Option(names = "--symbols", split = ",", description = "Symbols; all of it without.")
    private @Nullable Set<String> symbols;

    @Option(names = "--order-value-max", paramLabel = "N", description = "Account currency.")
    private @Nullable BigDecimal orderValueMax;

    @Option(names = "--position-max", paramLabel = "N", description = "Units.")
    private @Nullable BigDecimal positionMax;

    @Option(names = "--orders-max", paramLabel = "N", description = "Orders in a session.")
    private @Nullable Long ordersMax;

    @Option(
        names = "--ramp",
        split = ",",
        paramLabel = "PERCENT",
        description = "Shares of the envelope, rising to 100; 25,50,100 without.")
    private @Nullable List<Integer> ramp;

    @Option(
        names = "--soak",
        paramLabel = "TIME",
        description = "How long each step is watched, such as 30m; 1h without, 24h to live.")
    private @Nullable String soak;

    @Option(
        names = "--within",
        paramLabel = "TIME",
        description = "How long it waits for two persons, such as 8h; 24h without.")
    private @Nullable String within;
  }

  @Command(
      name = "request",
      description = "Ask for a promotion. Exits 1 when a condition refuses it.")
  int request(
      @Parameters(paramLabel = "STRATEGY", description = "Such as momentum.") String strategy,
      @Option(names = "--to", required = true, paramLabel = "MODE", description = "paper or live.")
          String to,
      @Mixin Asked asked,
      @Mixin Grants grants) {
    if (!Set.of("paper", "live").contains(to)) {
      throw new UsageError(
          new Problem("to", "There is no such promotion.", to, "paper or live", "Correct it."));
    }
    ApiClient api = as(asked.by);
    PromotionView view =
        api.post(
            "/v1/promotions:request",
            new PromotionRequest(
                strategy,
                to,
                asked.reason,
                grants.symbols,
                grants.orderValueMax,
                grants.positionMax,
                grants.ordersMax,
                grants.ramp,
                seconds("--soak", grants.soak),
                seconds("--within", grants.within)),
            Duration.ZERO,
            PromotionView.class);
    return told(assessed(api, view));
  }

  /** The conditions answer within moments. */
  private static PromotionView assessed(ApiClient api, PromotionView asked) {
    long deadline = System.nanoTime() + CALL.toNanos();
    PromotionView view = asked;
    while (view.state().equals("ASSESSING") && System.nanoTime() < deadline) {
      try {
        Thread.sleep(Duration.ofMillis(200));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return view;
      }
      view = one(api, asked.id());
    }
    return view;
  }

  @Command(
      name = "status",
      description = "Say where a promotion stands. Exits 1 when it grants nothing, and won't.")
  int status(
      @Parameters(paramLabel = "ID", description = "Strategy, candidate and number.") String id) {
    return told(one(program(), id));
  }

  @Command(name = "list", description = "Every promotion, the newest request first.")
  int list() {
    PromotionList all = program().get("/v1/promotions", PromotionList.class);
    if (invocation.output().json()) {
      invocation.output().document(all);
    } else {
      all.promotions().forEach(this::line);
      if (all.promotions().isEmpty()) {
        invocation.output().line("nothing was ever asked for");
      }
    }
    return ExitCode.DONE;
  }

  @Command(
      name = "dossier",
      description = "Write the page that two persons approve, and say its digest.")
  int dossier(
      @Parameters(paramLabel = "ID", description = "Strategy, candidate and number.") String id,
      @Option(
              names = "--out",
              paramLabel = "FILE",
              description = "Where to; with its signatures. Without, only the digest is said.")
          @Nullable Path out,
      @Option(
              names = "--signed",
              description =
                  "Write the page to the letter as it is signed: its sha256 is the digest.")
          boolean signed) {
    DossierView view = program().get("/v1/promotions/dossier?id=" + encoded(id), DossierView.class);
    if (out != null) {
      write(invocation.resolve(out), signed ? view.signed() : view.shown());
    }
    if (invocation.output().json()) {
      invocation.output().document(view);
    } else {
      invocation.output().line(view.digest() + (out == null ? "" : "  " + out));
    }
    return ExitCode.DONE;
  }

  @Command(name = "approve", description = "Approve a promotion by the dossier that you have read.")
  int approve(
      @Parameters(paramLabel = "ID", description = "Strategy, candidate and number.") String id,
      @Option(
              names = "--dossier",
              required = true,
              paramLabel = "DIGEST",
              description = "Of what you have read: sha256:...")
          String dossier,
      @Mixin Asked asked) {
    return decided("approve", new PromotionDecision(id, dossier, asked.reason), asked.by);
  }

  @Command(
      name = "withdraw",
      description = "Take a promotion back at once, in one name: no opener passes any more.")
  int withdraw(
      @Parameters(paramLabel = "ID", description = "Strategy, candidate and number.") String id,
      @Mixin Asked asked) {
    return decided("withdraw", new PromotionDecision(id, null, asked.reason), asked.by);
  }

  private int decided(String what, PromotionDecision decision, String by) {
    PromotionView view =
        as(by).post("/v1/promotions:" + what, decision, Duration.ZERO, PromotionView.class);
    if (invocation.output().json()) {
      invocation.output().document(view);
    } else {
      line(view);
      invocation.output().line("  " + view.detail());
      if (!view.others().isEmpty()) {
        invocation.output().line("  next: one of " + String.join(", ", view.others()));
      }
    }
    return ExitCode.DONE;
  }

  private int told(PromotionView view) {
    if (invocation.output().json()) {
      invocation.output().document(view);
    } else {
      line(view);
      view.reasons().forEach(reason -> invocation.output().line("  against: " + reason));
      view.steps()
          .forEach(
              step ->
                  invocation
                      .output()
                      .line(
                          "  %s  %s, %d %%, by %s: %s"
                              .formatted(
                                  step.at(),
                                  step.what(),
                                  step.rampPercent(),
                                  step.by(),
                                  step.reason())));
    }
    return switch (view.state()) {
      case "REFUSED", "EXPIRED", "RAMPED_TO_ZERO", "WITHDRAWN" -> ExitCode.NO;
      default -> view.reasons().isEmpty() ? ExitCode.DONE : ExitCode.NO;
    };
  }

  private void line(PromotionView view) {
    invocation
        .output()
        .line(
            "%s to %s: %s, %d %% of its envelope%s"
                .formatted(
                    view.id(),
                    view.to(),
                    view.state(),
                    view.rampPercent(),
                    view.dossier().isEmpty() ? "" : ", dossier " + view.dossier()));
  }

  private static PromotionView one(ApiClient api, String id) {
    return api.get("/v1/promotions/one?id=" + encoded(id), PromotionView.class);
  }

  private static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8);
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code 30s}, {@code 30m}, {@code 8h}. */
  private static @Nullable Long seconds(String option, @Nullable String time) {
    if (time == null) {
      return null;
    }
    try {
      Duration parsed = Duration.parse("PT" + time);
      if (parsed.toSeconds() > 0) {
        return parsed.toSeconds();
      }
    } catch (DateTimeParseException wrong) {
      throw noTime(option, time, wrong);
    }
    throw noTime(option, time, null);
  }

  private static UsageError noTime(
      String option, String time, @Nullable DateTimeParseException cause) {
    Problem problem =
        new Problem(
            "time",
            "This is no time for " + option + ".",
            time,
            "such as 30s, 30m or 8h",
            "Correct it.");
    return cause == null ? new UsageError(problem) : new UsageError(problem, cause);
  }

  private ApiClient program() {
    return new ApiClient(service(), CALL);
  }

  private ApiClient as(String person) {
    return new ActingAs(invocation).client(service(), CALL, person);
  }

  private ServiceRecord service() {
    return new Installation(invocation).runningService();
  }
}
