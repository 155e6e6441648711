package dev.aurora.service.api;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.app.Settings;
import dev.aurora.service.app.Stores;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Which databases the service uses, and whether they answer now. */
@ApplicationScoped
@Path("/v1/stores")
@Produces(MediaType.APPLICATION_JSON)
public class StoreResource {

  private final Settings settings;

  @Inject
  public StoreResource(Settings settings) {
    this.settings = settings;
  }

  /** For the client proxy. */
  protected StoreResource() {
    this(unread());
  }

  /** Asks a server anew; the file of a running service is its own, and is not opened twice. */
  @GET
  public StoreView view() {
    Stores stores = settings.stores();
    return new StoreView(
        StoreView.Store.look(stores.books(), stores.login()),
        StoreView.Store.look(stores.ledger(), stores.login()));
  }
}
