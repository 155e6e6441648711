package dev.aurora.service.api;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.rules.fact.TradingMode;
import dev.aurora.service.app.Settings;
import dev.aurora.service.journal.run.Retries;
import dev.aurora.service.journal.run.RunIdentity;
import dev.aurora.service.killswitch.KillDesk;
import dev.aurora.service.report.ReportBuilder;
import dev.aurora.service.report.TradingReport;
import dev.aurora.service.run.BarMarket;
import dev.aurora.service.run.CurrentStage;
import dev.aurora.service.run.RunStarter;
import dev.aurora.service.run.Strategies;
import dev.aurora.workflows.run.DecisionRunInput;
import dev.aurora.workflows.run.DecisionRunReport;
import dev.aurora.workflows.run.RunRetry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decision runs, the sessions that they can be made for, and what came of them. */
@ApplicationScoped
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
public class RunResource {

  private static final int WAIT_SECONDS_MAX = 60;

  private final RunStarter starter;
  private final Retries retries;
  private final Strategies strategies;
  private final BarMarket market;
  private final KillDesk kills;
  private final ReportBuilder reports;
  private final Settings settings;
  private final CurrentStage stage;

  @Inject
  public RunResource(
      RunStarter starter,
      Retries retries,
      Strategies strategies,
      BarMarket market,
      KillDesk kills,
      ReportBuilder reports,
      Settings settings,
      CurrentStage stage) {
    this.starter = starter;
    this.retries = retries;
    this.strategies = strategies;
    this.market = market;
    this.kills = kills;
    this.reports = reports;
    this.settings = settings;
    this.stage = stage;
  }

  /** For the client proxy. */
  protected RunResource() {
    this(unread(), unread(), unread(), unread(), unread(), unread(), unread(), unread());
  }

  @GET
  @Path("/sessions")
  public SessionList sessions(
      @QueryParam("count") @DefaultValue("0") int count,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to) {
    List<LocalDate> all = market.decidable();
    if (count > 0) {
      return new SessionList(all.subList(Math.max(0, all.size() - count), all.size()));
    }
    return new SessionList(
        all.stream()
            .filter(date -> from == null || !date.isBefore(LocalDate.parse(from)))
            .filter(date -> to == null || !date.isAfter(LocalDate.parse(to)))
            .toList());
  }

  @POST
  @Path("/runs")
  @Consumes(MediaType.APPLICATION_JSON)
  public RunAnswer run(RunRequest request, @Context SecurityContext security) {
    Callers.programOr(security, Callers.TRADING);
    requireKnown(request);
    String id =
        starter.start(
            new DecisionRunInput(
                settings.prefix(),
                request.account(),
                request.strategy(),
                request.asOf(),
                TradingMode.PAPER,
                request.attempt(),
                stage.choice(
                    request.account(), request.strategy(), key(request), TradingMode.PAPER),
                request.artifacts(),
                retry(request)));
    Duration patience = Duration.ofSeconds(Math.min(request.waitSeconds(), WAIT_SECONDS_MAX));
    Optional<DecisionRunReport> report = starter.await(id, patience);
    return new RunAnswer(id, report.isPresent(), report.orElse(null), kills.widest().orElse(null));
  }

  /** Each attempt by itself: a further one may take another stage than the first. */
  private static String key(RunRequest request) {
    return request.strategy() + "/" + request.asOf() + "/" + request.attempt();
  }

  private @Nullable RunRetry retry(RunRequest request) {
    if (request.attempt() == 1) {
      return null;
    }
    return retries
        .find(identity(request.account(), request.strategy(), request.asOf()), request.attempt())
        .map(asked -> new RunRetry(asked.by(), asked.reason()))
        .orElseThrow(
            () ->
                refused(
                    "unknown-attempt",
                    "Nobody asked for attempt " + request.attempt() + " of this run.",
                    "Use `aurora run --retry --as P --reason R`."));
  }

  private static RunIdentity identity(String account, String strategy, LocalDate asOf) {
    return new RunIdentity(account, strategy, asOf.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  @GET
  @Path("/report")
  public TradingReport report(@QueryParam("account") @DefaultValue("PAPER-1") String account) {
    return reports.of(account);
  }

  private void requireKnown(RunRequest request) {
    if (request.artifacts() != null) {
      throw refused(
          "external-artifacts",
          "Runs can't take the decisions of an external E2D yet.",
          "Leave artifacts out; `aurora gates run l0 --artifacts DIR` judges such a folder.");
    }
    Strategies.Known strategy =
        strategies
            .named(request.strategy())
            .orElseThrow(
                () ->
                    refused(
                        "unknown-strategy",
                        "There is no strategy " + request.strategy() + ".",
                        "Name one of service/data/strategies."));
    if (!strategy.strategy().account().id().equals(request.account())) {
      throw refused(
          "unknown-account",
          "Strategy " + request.strategy() + " does not trade for " + request.account() + ".",
          "Its account is " + strategy.strategy().account().id() + ".");
    }
    if (!market.decidable().contains(request.asOf())) {
      throw refused(
          "no-session",
          request.asOf() + " can't be decided on these bars.",
          "Name a trading session from "
              + market.decidable().get(0)
              + " to "
              + market.newestDecidable()
              + ": it needs bars, and a session after it to fill in.");
    }
  }

  private static WebApplicationException refused(String code, String detail, String remedy) {
    return new WebApplicationException(
        Problems.response(Response.Status.BAD_REQUEST, code, detail, remedy));
  }
}
