package dev.aurora.service.api;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.reconcile.ReconciliationDesk;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Compares books and broker, now. */
@ApplicationScoped
@Path("/v1/reconcile")
@Produces(MediaType.APPLICATION_JSON)
public class ReconciliationResource {

  private final ReconciliationDesk desk;

  @Inject
  public ReconciliationResource(ReconciliationDesk desk) {
    this.desk = desk;
  }

  /** For the client proxy. */
  protected ReconciliationResource() {
    this(unread());
  }

  @POST
  public ReconciliationView reconcile() {
    return new ReconciliationView(desk.reconcileAll());
  }
}
