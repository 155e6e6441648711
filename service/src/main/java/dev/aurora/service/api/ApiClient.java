package dev.aurora.service.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aurora.service.problem.DependencyError;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.RefusedError;
import dev.aurora.service.problem.UsageError;
import dev.aurora.service.process.ServiceRecord;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Calls a running service's loopback API for the command line. Thread-safe. */
public final class ApiClient {

  private static final ObjectMapper JSON = JsonProvider.mapper();
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int CONFLICT = 409;
  private static final int SERVER_ERROR = 500;

  private final ServiceRecord service;
  private final String token;
  private final Duration timeout;
  private final HttpClient http;

  /** A client by the service's own token, which names no person. */
  public ApiClient(ServiceRecord service, Duration timeout) {
    this(service, timeout, service.token());
  }

  /**
   * @param timeout for a whole call; the longest wait that a request asks for comes on top
   * @param token says who calls
   */
  public ApiClient(ServiceRecord service, Duration timeout, String token) {
    this.service = service;
    this.token = token;
    this.timeout = timeout;
    this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
  }

  /** The same service, called in the name of whom this token says. */
  public ApiClient as(String other) {
    return new ApiClient(service, timeout, other);
  }

  public <T> T get(String path, Class<T> answer) {
    return send(request(path, Duration.ZERO).GET().build(), answer);
  }

  public <T> T post(String path, Object body, Duration wait, Class<T> answer) {
    try {
      HttpRequest request =
          request(path, wait)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
              .build();
      return send(request, answer);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("this body does not become JSON: " + body, e);
    }
  }

  /** Sends a body as it is, which the service reads. */
  public <T> T postText(String path, String json, Class<T> answer) {
    return send(
        request(path, Duration.ZERO)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build(),
        answer);
  }

  public <T> T delete(String path, Class<T> answer) {
    return send(request(path, Duration.ZERO).DELETE().build(), answer);
  }

  private HttpRequest.Builder request(String path, Duration wait) {
    return HttpRequest.newBuilder(service.uri(path))
        .timeout(timeout.plus(wait))
        .header("Authorization", "Bearer " + token);
  }

  private <T> T send(HttpRequest request, Class<T> answer) {
    try {
      HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
      if (response.statusCode() >= BAD_REQUEST) {
        throw refused(request, response);
      }
      return JSON.readValue(response.body(), answer);
    } catch (IOException e) {
      throw new DependencyError(
          Problem.of(
                  "service-unreachable",
                  "The service does not answer: " + e,
                  "Look at `aurora status` and at service.log in the data directory.")
              .at(request.uri()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the service was asked", e);
    }
  }

  private static RuntimeException refused(HttpRequest request, HttpResponse<byte[]> response)
      throws IOException {
    JsonNode body = JSON.readTree(response.body());
    Problem problem =
        Problem.of(
                body.path("code").asText("http-" + response.statusCode()),
                body.path("detail").asText("The service answered " + response.statusCode() + "."),
                body.path("remedy").asText("Look at service.log in the data directory."))
            .at(request.uri().getPath());
    if (response.statusCode() >= SERVER_ERROR) {
      return new DependencyError(problem);
    }
    return switch (response.statusCode()) {
      case CONFLICT, FORBIDDEN -> new RefusedError(problem);
      default -> new UsageError(problem);
    };
  }
}
