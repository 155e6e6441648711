package dev.aurora.service.api;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.app.Settings;
import dev.aurora.service.killswitch.KillDesk;
import dev.aurora.service.report.TradingReport;
import dev.aurora.workflows.WorkflowIds;
import dev.aurora.workflows.killswitch.KillCommand;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The kill switch. The latch is stored first; the workflow is told after, and may be away. */
@ApplicationScoped
@Path("/v1/kill")
@Produces(MediaType.APPLICATION_JSON)
public class KillResource {

  private static final Logger LOG = LoggerFactory.getLogger(KillResource.class);
  private static final String SOURCE = "api";

  private final KillDesk desk;
  private final WorkflowClient client;
  private final Settings settings;

  @Inject
  public KillResource(KillDesk desk, WorkflowClient client, Settings settings) {
    this.desk = desk;
    this.client = client;
    this.settings = settings;
  }

  /** For the client proxy. */
  protected KillResource() {
    this(unread(), unread(), unread());
  }

  @GET
  public KillView view() {
    List<TradingReport.Killed> engaged = desk.engaged();
    return new KillView(engaged.isEmpty() ? null : engaged.get(0), engaged);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public KillView engage(KillRequest request) {
    String id = request.commandId() == null ? "api/" + UUID.randomUUID() : request.commandId();
    KillCommand command =
        new KillCommand(
            id, request.scope(), request.level(), request.by(), request.reason(), SOURCE);
    desk.engage(command);
    tellTheWorkflow(command);
    return view();
  }

  private void tellTheWorkflow(KillCommand command) {
    try {
      client
          .newUntypedWorkflowStub(WorkflowIds.killSwitch(settings.prefix()))
          .signal(
              "engage",
              Map.of(
                  "commandId", command.commandId(),
                  "scope", command.scope(),
                  "level", command.level().name(),
                  "by", command.by(),
                  "reason", command.reason()));
    } catch (WorkflowException | io.grpc.StatusRuntimeException serverAway) {
      // The latch is what stops orders; the workflow is its record for the web UI.
      LOG.error("the kill {} is latched, but its workflow was not told", command, serverAway);
    }
  }
}
