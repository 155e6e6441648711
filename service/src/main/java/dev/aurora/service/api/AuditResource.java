package dev.aurora.service.api;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.journal.decision.DecisionChain;
import dev.aurora.service.journal.kill.KillReceipts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.stream.Stream;

/** Whether recorded decisions and receipts of kills are what was written. */
@ApplicationScoped
@Path("/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

  private final DecisionChain chain;
  private final KillReceipts receipts;

  @Inject
  public AuditResource(DecisionChain chain, KillReceipts receipts) {
    this.chain = chain;
    this.receipts = receipts;
  }

  /** For the client proxy. */
  protected AuditResource() {
    this(unread(), unread());
  }

  @GET
  public AuditView verify() {
    return new AuditView(
        Stream.concat(chain.verify().stream(), Stream.of(receipts.verify()))
            .map(AuditView.Row::of)
            .toList());
  }
}
