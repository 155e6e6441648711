package dev.aurora.service.api;

import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** Problem details as in RFC 9457. */
final class Problems {

  private static final String MEDIA_TYPE = "application/problem+json";

  private Problems() {}

  /**
   * @param code stable word for programs
   * @param detail what happened, one sentence
   * @param remedy what to do, one sentence
   */
  static Response response(Response.StatusType status, String code, String detail, String remedy) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "about:blank");
    body.put("title", status.getReasonPhrase());
    body.put("status", status.getStatusCode());
    body.put("code", code);
    body.put("detail", detail);
    body.put("remedy", remedy);
    return Response.status(status).type(MEDIA_TYPE).entity(body).build();
  }
}
