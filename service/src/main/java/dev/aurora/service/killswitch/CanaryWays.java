package dev.aurora.service.killswitch;

import dev.aurora.rules.fact.TradingState;
import dev.aurora.service.journal.control.ControlOwners;
import dev.aurora.service.journal.control.ControlScope;
import dev.aurora.service.journal.control.ControlStore;
import dev.aurora.service.journal.control.ControlView;
import dev.aurora.service.journal.control.Latch;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.killswitch.KillCanary.Way;
import dev.aurora.workflows.killswitch.KillLevel;
import dev.aurora.workflows.killswitch.KillSwitchWorkflow;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The ways that {@link KillCanary} tries. */
public final class CanaryWays {

  private static final String COMMAND = "canary";
  private static final long WORKFLOW_SECONDS_MAX = 10;

  private CanaryWays() {}

  /**
   * A flag file, beside the real one: it stops whoever looks, and its end is seen. In a folder that
   * only others may write, the folder is looked at.
   *
   * @param flagFile the real one, which is left alone
   * @param processId part of the name, since other processes try the same
   */
  public static Way file(Path flagFile, String processId) {
    Path absolute = flagFile.toAbsolutePath();
    Path folder = absolute.resolveSibling("");
    return way(
        "flag file",
        () -> {
          require(
              Files.isDirectory(folder) && Files.isReadable(folder),
              "no folder that " + flagFile + " could be seen in");
          if (!Files.isWritable(folder)) {
            return;
          }
          Path canary = folder.resolve(flagFile.getFileName() + "." + COMMAND + "-" + processId);
          KillWatch watch = new KillWatch(List.of(canary), Optional.empty(), COMMAND);
          try {
            Files.deleteIfExists(canary);
            Files.createFile(canary);
            require(watch.engaged().isPresent(), canary + " is there, and nobody sees it");
            Files.delete(canary);
          } catch (IOException e) {
            throw new UncheckedIOException("no file can be made beside " + flagFile, e);
          }
          require(watch.engaged().isEmpty(), canary + " is gone, and still stops");
        });
  }

  /**
   * A latch in the books: it is taken, halts what the last step asks for, and is taken back before
   * anyone else could see it.
   *
   * @param clock wall time
   */
  public static Way books(Database books, Clock clock) {
    return way(
        "books",
        () ->
            require(
                halted(books, clock),
                "a latch is in the books, and the last step would send all the same"));
  }

  private static boolean halted(Database books, Clock clock) {
    ControlOwners all = new ControlOwners(null, null, null, null, null);
    return books.preview(
        handle -> {
          ControlStore.engage(
              handle,
              new ControlView(List.of()),
              new Latch(
                  COMMAND,
                  ControlScope.FIRM,
                  KillLevel.BLOCK,
                  Latch.Kind.LATCH,
                  Latch.Source.OPERATOR,
                  COMMAND,
                  "tried, and taken back",
                  clock.instant()));
          return ControlStore.read(handle).effective(all).state() == TradingState.HALTED;
        });
  }

  /**
   * The workflow that operators signal: it runs, and its worker answers. A query, which leaves
   * nothing in its history.
   *
   * @param workflowId of this installation's kill switch
   */
  public static Way workflow(WorkflowClient client, String workflowId) {
    return way(
        "Temporal",
        () -> {
          CompletableFuture<?> answer =
              CompletableFuture.supplyAsync(
                  () -> client.newWorkflowStub(KillSwitchWorkflow.class, workflowId).state());
          try {
            answer.get(WORKFLOW_SECONDS_MAX, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for " + workflowId, e);
          } catch (ExecutionException e) {
            throw new IllegalStateException(workflowId + " does not answer: " + e.getMessage(), e);
          } catch (TimeoutException e) {
            throw new IllegalStateException(
                workflowId + " does not answer within " + WORKFLOW_SECONDS_MAX + " s", e);
          }
        });
  }

  private static Way way(String name, Runnable proof) {
    return new Way() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public void prove() {
        proof.run();
      }
    };
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalStateException(otherwise);
    }
  }
}
