package dev.aurora.service.api;

import dev.aurora.service.release.Refusal;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** How refusals of confirmations and releases are told. */
final class KillRefusals {

  private KillRefusals() {}

  /** For the lack of a role 403, else 409. */
  static WebApplicationException thrown(Refusal why) {
    return new WebApplicationException(
        Problems.response(
            why.roleLacking() ? Response.Status.FORBIDDEN : Response.Status.CONFLICT,
            why.code(),
            why.detail(),
            why.remedy()));
  }

  static void requireText(String name, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new WebApplicationException(
          Problems.response(
              Response.Status.BAD_REQUEST,
              name + "-missing",
              "The request lacks '" + name + "'.",
              "Give it: `aurora kill --help` has examples."));
    }
  }
}
