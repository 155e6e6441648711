package dev.aurora.service.cli;

import dev.aurora.service.api.AnchorList;
import dev.aurora.service.api.ApiClient;
import dev.aurora.service.journal.decision.ChainAnchors;
import dev.aurora.service.problem.DependencyError;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.process.ServiceRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code aurora audit export}: what shows later that nothing was written anew. */
@Command(
    name = "export",
    description = {
      "Write the anchors of all chains, one JSON line each: keep them where the books are not.",
      "`aurora audit verify --anchors FILE` holds the books against them later."
    })
final class AuditExportCommand implements Callable<Integer> {

  private static final Duration CALL = Duration.ofSeconds(60);

  private final Invocation invocation;

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description = "The file to write; without it they go to standard output.")
  private @Nullable Path file;

  AuditExportCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    List<String> lines = new ArrayList<>();
    for (ServiceRecord service : new Installation(invocation).requireRunningServices()) {
      ApiClient api = new ApiClient(service, CALL);
      all(api)
          .forEach(
              anchor -> lines.add(Output.toJson(new ExportedAnchors.Line(service.home(), anchor))));
    }
    if (file == null) {
      lines.forEach(invocation.output().results()::println);
    } else {
      write(invocation.resolve(file), lines);
      invocation.output().line(lines.size() + " anchors in " + file);
    }
    return ExitCode.DONE;
  }

  private static List<ChainAnchors.Anchor> all(ApiClient api) {
    List<ChainAnchors.Anchor> all = new ArrayList<>();
    List<ChainAnchors.Anchor> page;
    do {
      long after = all.isEmpty() ? 0 : all.getLast().chainIndex();
      page = api.get("/v1/audit/anchors?after=" + after, AnchorList.class).anchors();
      all.addAll(page);
    } while (!page.isEmpty());
    return all;
  }

  private static void write(Path to, List<String> lines) {
    try {
      Files.write(to, lines);
    } catch (IOException e) {
      throw new DependencyError(
          Problem.of(
                  "export-not-written",
                  "The anchors can't be written: " + e.getMessage() + ".",
                  "Name a file that can be.")
              .at(to));
    }
  }
}
