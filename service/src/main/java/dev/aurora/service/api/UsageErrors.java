package dev.aurora.service.api;

import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Bad input found deeper than the resources becomes a 400 that says what, where and what to do. */
@Provider
@ApplicationScoped
public class UsageErrors implements ExceptionMapper<UsageError> {

  @Override
  public Response toResponse(UsageError error) {
    Problem problem = error.problem();
    StringBuilder detail = new StringBuilder(problem.what());
    if (problem.where() != null) {
      detail.append(" Where: ").append(problem.where()).append('.');
    }
    if (problem.expected() != null) {
      detail.append(" Expected: ").append(problem.expected()).append('.');
    }
    return Problems.response(
        Response.Status.BAD_REQUEST, problem.code(), detail.toString(), problem.remedy());
  }
}
