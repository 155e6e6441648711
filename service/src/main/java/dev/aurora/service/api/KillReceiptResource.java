package dev.aurora.service.api;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.journal.kill.KillReceipts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** What kills did, as it was written when they were confirmed, eased and released. */
@ApplicationScoped
@Path("/v1/kill/receipts")
@Produces(MediaType.APPLICATION_JSON)
public class KillReceiptResource {

  private final KillReceipts receipts;

  @Inject
  public KillReceiptResource(KillReceipts receipts) {
    this.receipts = receipts;
  }

  /** For the client proxy. */
  protected KillReceiptResource() {
    this(unread());
  }

  /**
   * Receipts, the oldest first.
   *
   * @param commandId of one kill; null = of all
   */
  @GET
  public KillReceiptList list(@QueryParam("commandId") @Nullable String commandId) {
    return new KillReceiptList(receipts.receipts(commandId));
  }
}
