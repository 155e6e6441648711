package dev.aurora.service.night;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.service.app.Settings;
import dev.aurora.service.evidence.EvidenceBook;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.RefusedError;
import dev.aurora.service.problem.UsageError;
import dev.aurora.service.promotion.PassedGates;
import dev.aurora.workflows.TaskQueues;
import dev.aurora.workflows.WorkflowIds;
import dev.aurora.workflows.gate.GateRunInput;
import dev.aurora.workflows.gate.GateRunReport;
import dev.aurora.workflows.gate.GateRunWorkflow;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/** Runs of gates by hand, and how the nights went. */
@ApplicationScoped
@Path("/v1/gates")
@Produces(MediaType.APPLICATION_JSON)
public class GateRunResource {

  private static final Set<String> LEVELS = Set.of("L1", "L2");
  private static final Duration RUN_TIMEOUT = Duration.ofHours(3);

  private final WorkflowClient client;
  private final Settings settings;
  private final EvidenceBook book;
  private final NightShift shift;
  private final Clock clock;

  @Inject
  public GateRunResource(
      WorkflowClient client, Settings settings, EvidenceBook book, NightShift shift, Clock clock) {
    this.client = client;
    this.settings = settings;
    this.book = book;
    this.shift = shift;
    this.clock = clock;
  }

  /** For the client proxy. */
  protected GateRunResource() {
    this(unread(), unread(), unread(), unread(), unread());
  }

  /** Judges with every gate of a level; what is said counts for tonight. */
  @POST
  @Path("/runs/{level}")
  public GateRunView run(@PathParam("level") String level) {
    LocalDate asOf = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    String id = WorkflowIds.gates(settings.prefix(), known(level), asOf);
    GateRunWorkflow workflow =
        client.newWorkflowStub(
            GateRunWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(id)
                .setTaskQueue(TaskQueues.gates(settings.prefix()))
                .setWorkflowExecutionTimeout(RUN_TIMEOUT)
                .setStaticSummary("Gates of " + level + ", by hand, " + asOf)
                .build());
    try {
      WorkflowClient.start(workflow::run, new GateRunInput(level, asOf));
    } catch (WorkflowExecutionAlreadyStarted running) {
      throw new RefusedError(
          Problem.of(
                  "gates-running",
                  "The gates of " + level + " are being run already.",
                  "Look at " + id + " in the Temporal web UI, and try again when it has ended.")
              .at(id));
    }
    return new GateRunView(id, "RUNNING", List.of());
  }

  /** How a run stands. */
  @GET
  @Path("/runs/{level}/{asOf}")
  public GateRunView view(@PathParam("level") String level, @PathParam("asOf") String asOf) {
    String id = WorkflowIds.gates(settings.prefix(), known(level), date(asOf));
    WorkflowStub run = client.newUntypedWorkflowStub(id);
    WorkflowExecutionStatus status = run.describe().getStatus();
    if (status == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING) {
      return new GateRunView(id, "RUNNING", List.of());
    }
    if (status != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED) {
      return new GateRunView(id, "FAILED", List.of());
    }
    GateRunReport report = run.getResult(GateRunReport.class);
    return new GateRunView(id, report.green() ? "GREEN" : "RED", report.gates());
  }

  /** How the nights of level L1 went. */
  @GET
  @Path("/nights")
  public GateNightsView nights() {
    Set<String> gates = Set.copyOf(PassedGates.ids(GateLevel.valueOf(NightShift.LEVEL)));
    return new GateNightsView(
        shift.schedule().paused(), book.nights(NightShift.LEVEL, gates, clock.instant()));
  }

  /** Lets the nights go on after a failure; it needs no person, for it lifts nothing. */
  @POST
  @Path("/nights/resume")
  public GateNightsView resume() {
    shift.schedule().resume("resumed by a person");
    return nights();
  }

  private static String known(String level) {
    if (!LEVELS.contains(level)) {
      throw new UsageError(
          new Problem(
              "gate-level",
              "Gates of this level are not run by the service.",
              level,
              "L1 or L2",
              "L0 judges every run by itself, and `aurora gates run l0 --artifacts DIR` by hand."));
    }
    return level;
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new UsageError(
          new Problem("date", "This is no date.", text, "yyyy-MM-dd", "Correct it."), e);
    }
  }
}
