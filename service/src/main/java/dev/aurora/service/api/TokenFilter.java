package dev.aurora.service.api;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.app.Settings;
import dev.aurora.service.person.Caller;
import dev.aurora.service.person.Persons;
import dev.aurora.service.person.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Refuses every call that shows neither a person's token nor this service's own, reads included:
 * other users of the machine, and web pages in a browser on it, reach the loopback address too. Who
 * calls is who the token says; resources ask {@link Callers}.
 */
@Provider
@ApplicationScoped
public class TokenFilter implements ContainerRequestFilter {

  private static final String SCHEME = "Bearer ";

  private final byte[] expected;
  private final Persons persons;

  @Inject
  public TokenFilter(Settings settings, Persons persons) {
    this(settings.token(), persons);
  }

  TokenFilter(String token, Persons persons) {
    this.expected = token.getBytes(StandardCharsets.UTF_8);
    this.persons = persons;
  }

  /** For the client proxy, which never answers itself. */
  protected TokenFilter() {
    expected = new byte[0];
    persons = unread();
  }

  @Override
  public void filter(ContainerRequestContext request) {
    String shown = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    String token =
        shown != null && shown.startsWith(SCHEME) ? shown.substring(SCHEME.length()) : "";
    Optional<Caller> caller = caller(token, request);
    if (caller.isPresent()) {
      request.setSecurityContext(Callers.context(caller.get()));
    } else {
      request.abortWith(refused(token));
    }
  }

  private Optional<Caller> caller(String token, ContainerRequestContext request) {
    byte[] given = token.getBytes(StandardCharsets.UTF_8);
    if (expected.length > 0 && MessageDigest.isEqual(expected, given)) {
      return Optional.of(Caller.PROGRAM);
    }
    if (Secrets.claimedName(token).isEmpty()) {
      return Optional.empty();
    }
    try {
      return persons.authenticate(token).map(Caller::of);
    } catch (RuntimeException booksAway) {
      if (engagesAKill(request)) {
        // Nobody can be asked who this is; a stop is taken from anyone who shows a token at all.
        return Optional.of(Caller.PROGRAM);
      }
      throw booksAway;
    }
  }

  private static boolean engagesAKill(ContainerRequestContext request) {
    return request.getMethod().equals("POST")
        && request.getUriInfo().getPath().replaceFirst("^/", "").equals("v1/kill");
  }

  private static Response refused(String token) {
    String claimed = Secrets.claimedName(token);
    return claimed.isEmpty()
        ? Problems.response(
            Response.Status.UNAUTHORIZED,
            "unauthorized",
            "This call needs the service's token.",
            "Use the aurora command, which reads it from service.json in the data directory.")
        : Problems.response(
            Response.Status.UNAUTHORIZED,
            "token-unknown",
            "This is no valid token of '"
                + claimed
                + "': there is no such person here, or it ended.",
            "`aurora persons list` names the persons of this installation; `aurora persons token`"
                + " gives a new token.");
  }
}
