package dev.aurora.service.api;

import dev.aurora.service.app.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Refuses every call that doesn't show this service's token, reads included: other users of the
 * machine, and web pages in a browser on it, reach the loopback address too.
 */
@Provider
@ApplicationScoped
public class TokenFilter implements ContainerRequestFilter {

  private static final String SCHEME = "Bearer ";

  private final byte[] expected;

  @Inject
  public TokenFilter(Settings settings) {
    expected = (SCHEME + settings.token()).getBytes(StandardCharsets.UTF_8);
  }

  /** For the client proxy, which never answers itself. */
  protected TokenFilter() {
    expected = new byte[0];
  }

  @Override
  public void filter(ContainerRequestContext request) {
    String shown = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    byte[] given = shown == null ? new byte[0] : shown.getBytes(StandardCharsets.UTF_8);
    if (expected.length == 0 || !MessageDigest.isEqual(expected, given)) {
      request.abortWith(
          Problems.response(
              Response.Status.UNAUTHORIZED,
              "unauthorized",
              "This call needs the service's token.",
              "Use the aurora command, which reads it from service.json in the data directory."));
    }
  }
}
