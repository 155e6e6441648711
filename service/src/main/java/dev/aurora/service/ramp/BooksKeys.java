package dev.aurora.service.ramp;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the books name what a workflow id stands for. */
final class BooksKeys {

  private static final String ORDER = "order/";
  private static final String RUN = "run/";
  private static final int DATE_LENGTH = "2013-02-27".length();

  private BooksKeys() {}

  /** Of an order its id, of a run account, strategy and session; of other workflows nothing. */
  static Optional<String> of(String workflowId) {
    int order = workflowId.indexOf(ORDER);
    if (order >= 0) {
      String rest = workflowId.substring(order + ORDER.length());
      return Optional.of(rest.substring(rest.indexOf('/') + 1));
    }
    int run = workflowId.indexOf(RUN);
    if (run < 0) {
      return Optional.empty();
    }
    String[] parts = workflowId.substring(run + RUN.length()).split("/");
    return parts.length < 3
        ? Optional.empty()
        : Optional.of(parts[0] + "/" + parts[1] + "/" + parts[2]);
  }

  /** The same of an order's run: the key in the books ends in a moment, the id in its day. */
  static String ofRun(@Nullable String runKey) {
    if (runKey == null) {
      return "";
    }
    int moment = runKey.lastIndexOf('/') + 1;
    return runKey.substring(0, Math.min(runKey.length(), moment + DATE_LENGTH));
  }
}
