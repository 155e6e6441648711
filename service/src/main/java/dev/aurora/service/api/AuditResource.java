package dev.aurora.service.api;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.journal.decision.ChainAnchors;
import dev.aurora.service.journal.decision.DecisionChain;
import dev.aurora.service.journal.kill.KillReceipts;
import dev.aurora.service.journal.override.OverrideLedger;
import dev.aurora.service.ruleset.ReleaseStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.stream.Stream;

/** Whether recorded decisions and receipts of kills are what was written. */
@ApplicationScoped
@Path("/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

  private static final int PAGE = 500;

  private final DecisionChain chain;
  private final KillReceipts receipts;
  private final OverrideLedger overrides;
  private final ChainAnchors anchors;
  private final ReleaseStore ruleSets;

  @Inject
  public AuditResource(
      DecisionChain chain,
      KillReceipts receipts,
      OverrideLedger overrides,
      ChainAnchors anchors,
      ReleaseStore ruleSets) {
    this.chain = chain;
    this.receipts = receipts;
    this.overrides = overrides;
    this.anchors = anchors;
    this.ruleSets = ruleSets;
  }

  /** For the client proxy. */
  protected AuditResource() {
    this(unread(), unread(), unread(), unread(), unread());
  }

  @GET
  public AuditView verify() {
    return new AuditView(
        Stream.concat(
                chain.verify().stream(),
                Stream.of(receipts.verify(), overrides.verify(), anchors.verify()))
            .map(AuditView.Row::of)
            .toList());
  }

  /** Holds anchors that somebody kept elsewhere against these books. */
  @POST
  @Path("/anchors:compare")
  @Consumes(MediaType.APPLICATION_JSON)
  public AuditView compare(AnchorList kept) {
    return new AuditView(anchors.unheld(kept.anchors()).stream().map(AuditView.Row::of).toList());
  }

  /** A page of anchors, the first after {@code after}. */
  @GET
  @Path("/anchors")
  public AnchorList anchors(@QueryParam("after") @DefaultValue("0") long after) {
    return new AnchorList(anchors.after(after, PAGE));
  }

  /** A page of records of an account, the first after {@code after}. */
  @GET
  @Path("/records")
  public DecisionRecordList records(
      @QueryParam("account") @DefaultValue("") String account,
      @QueryParam("after") @DefaultValue("0") long after,
      @QueryParam("limit") @DefaultValue("500") int limit) {
    return new DecisionRecordList(chain.after(account, after, Math.max(1, Math.min(PAGE, limit))));
  }

  /** The texts of a rule set that decisions name. */
  @GET
  @Path("/rule-sets/{digest}")
  public RuleSetFiles ruleSet(@PathParam("digest") String digest) {
    return ruleSets
        .ofRules(digest)
        .map(stored -> new RuleSetFiles(stored.files().sources()))
        .orElseThrow(
            () ->
                new WebApplicationException(
                    Problems.response(
                        Response.Status.NOT_FOUND,
                        "unknown-rule-set",
                        "These books have no rule set " + digest + ".",
                        "Name the folder that has it (--rules).")));
  }
}
