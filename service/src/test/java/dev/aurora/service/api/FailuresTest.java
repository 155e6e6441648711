package dev.aurora.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.service.journal.database.DatabaseUnavailable;
import dev.aurora.service.journal.database.DatabaseUnavailable.Reason;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.RefusedError;
import dev.aurora.service.problem.UsageError;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is away is not what is wrong: callers wait for the one and mend the other. */
class FailuresTest {

  static List<Arguments> failures() {
    Problem problem = new Problem("c", "What.", "there", "this", "Do.");
    return List.of(
        Arguments.of(new UsageError(problem), 400, "c"),
        Arguments.of(new RefusedError(problem), 409, "c"),
        Arguments.of(
            new IllegalStateException(new StatusRuntimeException(Status.UNAVAILABLE)),
            503,
            "temporal-away"),
        Arguments.of(new ConnectionException(new SQLException("gone")), 503, "books-away"),
        Arguments.of(
            new IllegalStateException(new DatabaseUnavailable(Reason.UNREACHABLE, "gone", null)),
            503,
            "books-away"),
        Arguments.of(
            new DatabaseUnavailable(Reason.BUSY, "a lock is held", null), 503, "database-busy"),
        Arguments.of(new IllegalStateException("oops"), 500, "defect"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void becomesProblemDetailsWithARemedy(Exception failure, int status, String code) {
    try (Response response = new Failures().toResponse(failure)) {
      assertThat(response.getStatus()).isEqualTo(status);
      assertThat((Map<?, ?>) response.getEntity()).extracting("code").isEqualTo(code);
      assertThat((Map<?, ?>) response.getEntity()).extracting("remedy").asString().isNotBlank();
      assertThat(response.getEntity().toString()).doesNotContain("\tat ");
    }
  }
}
