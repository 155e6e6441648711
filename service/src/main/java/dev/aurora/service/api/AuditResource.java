package dev.aurora.service.api;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.journal.decision.DecisionChain;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Whether the recorded decisions are what was written. */
@ApplicationScoped
@Path("/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

  private final DecisionChain chain;

  @Inject
  public AuditResource(DecisionChain chain) {
    this.chain = chain;
  }

  /** For the client proxy. */
  protected AuditResource() {
    this(unread());
  }

  @GET
  public AuditView verify() {
    return new AuditView(chain.verify().stream().map(AuditView.Row::of).toList());
  }
}
