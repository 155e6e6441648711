package dev.aurora.service.api;

import dev.aurora.service.app.KnownFailures;
import dev.aurora.service.journal.database.DatabaseUnavailable;
import dev.aurora.service.problem.DependencyError;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.ProblemException;
import dev.aurora.service.problem.RefusedError;
import dev.aurora.service.problem.UsageError;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowServiceException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.sql.SQLException;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whatever a resource throws becomes problem details: bad input 400, a refusal 409, something that
 * is away 503, a defect 500. Never a stack trace.
 */
@Provider
@ApplicationScoped
public class Failures implements ExceptionMapper<Exception> {

  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  @Override
  public Response toResponse(Exception failure) {
    if (failure instanceof WebApplicationException told) {
      return told.getResponse();
    }
    if (isAway(failure)) {
      return booksAway(failure);
    }
    ProblemException known = KnownFailures.in(failure).orElse(null);
    if (known != null) {
      return response(status(known), known.problem());
    }
    if (has(failure, StatusRuntimeException.class)
        || has(failure, WorkflowServiceException.class)) {
      return away(
          failure,
          "temporal-away",
          "The Temporal server does not answer, so nothing new was started.",
          "What runs goes on when it is back; ask again then. `aurora status` says where it is.");
    }
    if (has(failure, JdbiException.class) || has(failure, SQLException.class)) {
      return booksAway(failure);
    }
    LOG.error("a call of the API failed", failure);
    return Problems.response(
        Status.INTERNAL_SERVER_ERROR,
        "defect",
        "Aurora failed in a way it should not: " + failure,
        "This is a defect: look at service.log in the data directory, and report it.");
  }

  /** One word to callers, whether the outage was recognised where it happened or is seen here. */
  private static Response booksAway(Exception failure) {
    return away(
        failure,
        "books-away",
        "The books can't be read or written, so nothing is checked and nothing is sent.",
        "It goes on by itself when the database is back; ask again then.");
  }

  /** A caller can't put right what the settings of this service say; an operator reads the log. */
  private static boolean isAway(Exception failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof DatabaseUnavailable database) {
        return database.reason() == DatabaseUnavailable.Reason.UNREACHABLE;
      }
    }
    return false;
  }

  private static Response away(Exception failure, String code, String what, String remedy) {
    LOG.warn("{}: {}", code, failure.toString());
    return Problems.response(Status.SERVICE_UNAVAILABLE, code, what, remedy);
  }

  private static Status status(ProblemException problem) {
    return switch (problem) {
      case UsageError usage -> Status.BAD_REQUEST;
      case RefusedError refused -> Status.CONFLICT;
      case DependencyError dependency -> Status.SERVICE_UNAVAILABLE;
    };
  }

  private static Response response(Status status, Problem problem) {
    StringBuilder detail = new StringBuilder(problem.what());
    if (problem.where() != null) {
      detail.append(" Where: ").append(problem.where()).append('.');
    }
    if (problem.expected() != null) {
      detail.append(" Expected: ").append(problem.expected()).append('.');
    }
    return Problems.response(status, problem.code(), detail.toString(), problem.remedy());
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (kind.isInstance(at)) {
        return true;
      }
    }
    return false;
  }
}
