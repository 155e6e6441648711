package dev.aurora.service.api;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.rules.fact.TradingMode;
import dev.aurora.service.app.Settings;
import dev.aurora.service.person.Person;
import dev.aurora.service.promotion.PromotionStanding;
import dev.aurora.service.promotion.Promotions;
import dev.aurora.workflows.WorkflowIds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Promotions: what there are, and what persons do to them. */
@ApplicationScoped
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
public class PromotionResource {

  private static final Logger LOG = LoggerFactory.getLogger(PromotionResource.class);
  private static final List<Integer> RAMP = List.of(25, 50, 100);
  private static final Duration SOAK = Duration.ofHours(1);
  private static final Duration SOAK_LIVE = Duration.ofDays(1);
  private static final Duration APPROVE_WITHIN = Duration.ofDays(1);
  private static final Duration LOOK_AT_MOST_EVERY = Duration.ofMinutes(5);
  private static final int LOOKS_A_SOAK = 4;

  private final Promotions promotions;
  private final Settings settings;

  @Inject
  public PromotionResource(Promotions promotions, Settings settings) {
    this.promotions = promotions;
    this.settings = settings;
  }

  /** For the client proxy. */
  protected PromotionResource() {
    this(unread(), unread());
  }

  @GET
  @Path("/promotions")
  public PromotionList list() {
    return new PromotionList(
        promotions.all().stream().map(standing -> view(standing, null, null, List.of())).toList());
  }

  /** One promotion, by {@code <strategy>/<candidate>/<number>}. */
  @GET
  @Path("/promotions/one")
  public PromotionView one(@QueryParam("id") @Nullable String id) {
    return view(found(id), null, null, List.of());
  }

  @GET
  @Path("/promotions/dossier")
  public DossierView dossier(@QueryParam("id") @Nullable String id) {
    PromotionStanding standing = found(id);
    return promotions
        .dossier(standing)
        .map(
            page ->
                new DossierView(
                    standing.id(), standing.dossierDigest(), page.signed(), page.shown()))
        .orElseThrow(
            () ->
                conflict(
                    "no-dossier",
                    "Promotion " + standing.id() + " has no dossier yet.",
                    "It is made when the candidate is assessed; ask again in a moment."));
  }

  @POST
  @Path("/promotions:request")
  @Consumes(MediaType.APPLICATION_JSON)
  public PromotionView request(PromotionRequest request, @Context SecurityContext security) {
    Person person = Callers.person(security, Callers.OPERATING);
    Promotions.Ask ask = ask(request);
    try {
      return answered(promotions.request(ask, person));
    } catch (IllegalArgumentException wrong) {
      throw bad(String.valueOf(wrong.getMessage()), "Correct it; nothing was asked for.");
    }
  }

  @POST
  @Path("/promotions:approve")
  @Consumes(MediaType.APPLICATION_JSON)
  public PromotionView approve(PromotionDecision decision, @Context SecurityContext security) {
    Person person = Callers.person(security, Promotions.APPROVING);
    return answered(
        promotions.approve(
            text("id", decision.id()),
            text("dossier", decision.dossier()),
            person,
            text("reason", decision.reason())));
  }

  @POST
  @Path("/promotions:withdraw")
  @Consumes(MediaType.APPLICATION_JSON)
  public PromotionView withdraw(PromotionDecision decision, @Context SecurityContext security) {
    Person person = Callers.person(security, Callers.OPERATING);
    return answered(
        promotions.withdraw(text("id", decision.id()), person, text("reason", decision.reason())));
  }

  private Promotions.Ask ask(PromotionRequest request) {
    TradingMode to = mode(text("to", request.to()));
    Duration soak = soak(to, request.soakSeconds());
    Duration look = soak.dividedBy(LOOKS_A_SOAK);
    try {
      return new Promotions.Ask(
          text("strategy", request.strategy()),
          to,
          text("reason", request.reason()),
          request.symbols(),
          request.orderValueMax(),
          request.positionMax(),
          request.ordersPerSessionMax(),
          Objects.requireNonNullElse(request.rampSteps(), RAMP),
          soak,
          look.compareTo(LOOK_AT_MOST_EVERY) < 0 ? look : LOOK_AT_MOST_EVERY,
          seconds(request.approveWithinSeconds(), APPROVE_WITHIN));
    } catch (IllegalArgumentException wrong) {
      throw bad(String.valueOf(wrong.getMessage()), "Correct it; nothing was asked for.");
    }
  }

  /** What a day of live money does is seen in no shorter time. */
  private static Duration soak(TradingMode to, @Nullable Long asked) {
    if (to != TradingMode.LIVE) {
      return seconds(asked, SOAK);
    }
    Duration soak = seconds(asked, SOAK_LIVE);
    if (soak.compareTo(SOAK_LIVE) < 0) {
      throw bad(
          "A soak to live takes at least a day, not " + soak + ".",
          "Ask with --soak 24h or more; nothing was asked for.");
    }
    return soak;
  }

  private static Duration seconds(@Nullable Long seconds, Duration otherwise) {
    return seconds == null ? otherwise : Duration.ofSeconds(seconds);
  }

  private static TradingMode mode(String word) {
    return switch (word) {
      case "paper" -> TradingMode.PAPER;
      case "live" -> TradingMode.LIVE;
      default -> throw bad("There is no promotion to " + word + ".", "Say paper or live.");
    };
  }

  private PromotionView answered(Promotions.Answer answer) {
    return switch (answer) {
      case Promotions.Done done -> {
        LOG.warn("promotion {}: {}", done.standing().id(), done.detail());
        yield view(done.standing(), "DONE", done.detail(), List.of());
      }
      case Promotions.Waiting waiting -> {
        LOG.warn("promotion, 1 of 2: {}", waiting.approval().first());
        yield view(
            waiting.standing(),
            "WAITING",
            "approved by " + waiting.approval().first().person() + ", one more person must",
            waiting.approval().others());
      }
      case Promotions.Refused refused -> {
        if (refused.roleLacking()) {
          throw Callers.forbidden(refused.code(), refused.detail(), refused.remedy());
        }
        throw conflict(refused.code(), refused.detail(), refused.remedy());
      }
    };
  }

  private PromotionView view(
      PromotionStanding standing,
      @Nullable String outcome,
      @Nullable String detail,
      List<String> others) {
    return PromotionView.of(
        standing,
        WorkflowIds.promotion(
            settings.prefix(),
            standing.asked().candidate().strategy(),
            standing.asked().candidate().id()),
        outcome,
        detail,
        others);
  }

  private PromotionStanding found(@Nullable String id) {
    return promotions
        .find(text("id", id))
        .orElseThrow(
            () ->
                bad("There is no promotion " + id + ".", "`aurora promote list` names them all."));
  }

  private static String text(String name, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw bad("`" + name + "` is missing.", "Send it; nothing was changed.");
    }
    return value;
  }

  private static WebApplicationException bad(String detail, String remedy) {
    return new WebApplicationException(
        Problems.response(Response.Status.BAD_REQUEST, "promotion", detail, remedy));
  }

  private static WebApplicationException conflict(String code, String detail, String remedy) {
    return new WebApplicationException(
        Problems.response(Response.Status.CONFLICT, code, detail, remedy));
  }
}
