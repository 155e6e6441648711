package dev.aurora.service.api;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.rules.fact.Stage;
import dev.aurora.service.app.Settings;
import dev.aurora.service.ramp.RampWatch;
import dev.aurora.service.rollout.RolloutDesk;
import dev.aurora.service.rollout.RolloutPreview;
import dev.aurora.workflows.rollout.RolloutAction;
import dev.aurora.workflows.rollout.RolloutView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Where the rollout stands, and what a change of it would do. */
@ApplicationScoped
@Path("/v1/rollout")
@Produces(MediaType.APPLICATION_JSON)
public class RolloutResource {

  private final RolloutDesk desk;
  private final RampWatch watch;
  private final Settings settings;

  @Inject
  public RolloutResource(RolloutDesk desk, RampWatch watch, Settings settings) {
    this.desk = desk;
    this.watch = watch;
    this.settings = settings;
  }

  /** For the client proxy. */
  protected RolloutResource() {
    this(unread(), unread(), unread());
  }

  @GET
  public RolloutStatus status() {
    RolloutView policy = desk.read();
    Stage taken = settings.rollback() ? Stage.BASELINE : policy.stage();
    return new RolloutStatus(
        policy, settings.rollback(), desk.monitoring(taken), watch.last(), desk.history());
  }

  /** What a change would do; changes nothing. */
  @GET
  @Path("/preview")
  public RolloutPreview preview(
      @QueryParam("action") @DefaultValue("ROLLBACK") RolloutAction action,
      @QueryParam("percent") @DefaultValue("0") int percent,
      @QueryParam("account") @Nullable String account,
      @QueryParam("strategy") @Nullable String strategy) {
    return desk.preview(action, percent, account, strategy);
  }
}
