package dev.aurora.service.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.aurora.service.api.ApiClient;
import dev.aurora.service.api.OverrideList;
import dev.aurora.service.api.OverrideStep;
import dev.aurora.service.journal.override.OverrideRequest;
import dev.aurora.service.override.OverrideDesk;
import dev.aurora.service.override.OverrideView;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import dev.aurora.service.process.ServiceRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aurora rules override}: two persons let one order, or a few, break a check. */
@Command(
    name = "override",
    description = {
      "Ask for an override, approve, list and revoke overrides. It takes two persons, one of role"
          + " risk, and ends by itself within a day.",
      "The order is still evaluated, and recorded as overridden. No override touches a kill."
    },
    footer = {
      "",
      "Examples:",
      "  aurora rules override request rules/policy/overrides/desk-7.yaml --as bob",
      "  aurora rules override approve ov-0123456789 --reason \"seen, agreed\" --as ann",
      "  aurora rules override list",
      "  aurora rules override revoke ov-0123456789 --reason \"order was withdrawn\" --as bob",
      "The file says, as rules/policy/overrides/README.md shows:",
      "  control, account, strategy?, symbol?, order?, value, orders?, expires, reason"
    })
final class RulesOverrideCommand implements Runnable {

  private static final Duration CALL = Duration.ofSeconds(10);

  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .addModule(new JavaTimeModule())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final Invocation invocation;

  @Spec private CommandSpec spec = CommandSpec.create();

  RulesOverrideCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Missing command: request, approve, list or revoke.");
  }

  /** Who says so. */
  static final class Who {
    @Option(
        names = "--as",
        required = true,
        paramLabel = "P",
        description = "The person who answers for it, by P's token.")
    private String by = "";
  }

  @Command(name = "request", description = "Ask for the override that a file describes.")
  int request(
      @Parameters(paramLabel = "FILE", description = "YAML or JSON.") Path file, @Mixin Who who) {
    OverrideRequest request = read(invocation.resolve(file));
    OverrideDesk.Requested asked =
        api(who).post("/v1/overrides", request, Duration.ZERO, OverrideDesk.Requested.class);
    if (invocation.output().json()) {
      invocation.output().document(asked);
    } else {
      show(asked.override());
      invocation
          .output()
          .line(
              "  1 of 2, for one hour: then one of %s says `aurora rules override approve %s`"
                  .formatted(
                      asked.others().isEmpty() ? "nobody who is known" : asked.others(),
                      asked.override().id()));
    }
    return ExitCode.DONE;
  }

  @Command(name = "approve", description = "Approve what another person asked for: it counts.")
  int approve(
      @Parameters(paramLabel = "ID", description = "The override.") String id,
      @Option(names = "--reason", required = true, paramLabel = "R", description = "Why.")
          String reason,
      @Mixin Who who) {
    return step(id, "approve", reason, who);
  }

  @Command(
      name = "revoke",
      description = "End an override now. Orders that it let pass stay approved.")
  int revoke(
      @Parameters(paramLabel = "ID", description = "The override.") String id,
      @Option(names = "--reason", required = true, paramLabel = "R", description = "Why.")
          String reason,
      @Mixin Who who) {
    return step(id, "revoke", reason, who);
  }

  private int step(String id, String step, String reason, Who who) {
    if (!id.matches("[a-z0-9-]+")) {
      throw new UsageError(
          new Problem(
              "override-id",
              "This is no id of an override.",
              id,
              "such as ov-0123456789",
              "`aurora rules override list` names those that there are."));
    }
    OverrideView view =
        api(who)
            .post(
                "/v1/overrides/" + id + ":" + step,
                new OverrideStep(reason),
                Duration.ZERO,
                OverrideView.class);
    if (invocation.output().json()) {
      invocation.output().document(view);
    } else {
      show(view);
    }
    return ExitCode.DONE;
  }

  @Command(name = "list", description = "Show what waits for a second person, and what stands.")
  int list() {
    Map<String, OverrideList> all = new LinkedHashMap<>();
    for (ServiceRecord service : new Installation(invocation).requireRunningServices()) {
      all.put(
          service.home(), new ApiClient(service, CALL).get("/v1/overrides", OverrideList.class));
    }
    if (invocation.output().json()) {
      invocation.output().document(all);
    } else {
      all.values().forEach(found -> found.overrides().forEach(this::show));
      boolean none = all.values().stream().allMatch(found -> found.overrides().isEmpty());
      invocation.output().line(none ? "nothing is overridden" : "");
    }
    return ExitCode.DONE;
  }

  private void show(OverrideView view) {
    OverrideRequest asked = view.asked();
    String order = asked.order() == null ? "up to " + asked.orders() + " orders" : asked.order();
    invocation
        .output()
        .line(
            "%s  %s  %s of %s, %s, value %s (left: %s), until %s, by %s%s: %s"
                .formatted(
                    view.id(),
                    view.state(),
                    asked.control(),
                    scope(asked),
                    order,
                    plain(asked.value()),
                    plain(view.valueLeft()),
                    asked.expires(),
                    view.requestedBy(),
                    view.approvedBy() == null ? "" : " and " + view.approvedBy(),
                    asked.reason()));
  }

  private static String scope(OverrideRequest asked) {
    return asked.account()
        + (asked.strategy() == null ? "" : "/" + asked.strategy())
        + (asked.symbol() == null ? "" : "/" + asked.symbol());
  }

  private static String plain(@Nullable BigDecimal number) {
    return number == null ? "-" : number.stripTrailingZeros().toPlainString();
  }

  private ApiClient api(Who who) {
    return new ActingAs(invocation)
        .client(new Installation(invocation).runningService(), CALL, who.by);
  }

  private static OverrideRequest read(Path file) {
    try {
      return YAML.readValue(Files.readString(file), OverrideRequest.class);
    } catch (JsonProcessingException e) {
      throw unreadable(file, e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw unreadable(
          file, e instanceof NoSuchFileException ? "there is no such file" : e.getMessage(), e);
    }
  }

  private static UsageError unreadable(Path file, @Nullable String why, Exception cause) {
    return new UsageError(
        new Problem(
            "override-unreadable",
            "The override can't be read: " + why + ".",
            file.toString(),
            "control, account, value, expires, reason; and strategy, symbol, order or orders",
            "Correct the file; nothing was recorded."),
        cause);
  }
}
