package dev.aurora.service.cli;

import dev.aurora.rules.engine.EngineKind;
import dev.aurora.rules.engine.LoadResult;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.engine.RuleSetLoader;
import dev.aurora.rules.json.VerdictWriter;
import dev.aurora.service.api.ApiClient;
import dev.aurora.service.api.AuditView;
import dev.aurora.service.api.DecisionRecordList;
import dev.aurora.service.api.RuleSetFiles;
import dev.aurora.service.journal.decision.DecisionRecord;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.ProblemException;
import dev.aurora.service.problem.UsageError;
import dev.aurora.service.process.ServiceRecord;
import dev.aurora.service.reproduce.Reproduction;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aurora audit reproduce}: recorded verdicts, given again from their records alone. */
@Command(
    name = "reproduce",
    description = {
      "Evaluate recorded facts again, under the recorded rule set and overrides, in this process,"
          + " and compare the verdict byte by byte.",
      "Exits 0 when every verdict is the same, 1 when one is not or can't be given again."
    })
final class AuditReproduceCommand implements Callable<Integer> {

  private static final Duration CALL = Duration.ofSeconds(60);
  private static final int SHOWN_MAX = 20;

  private final Invocation invocation;

  @Parameters(
      arity = "0..1",
      paramLabel = "ID",
      description = "The decision, such as 'PAPER-1#12'; `aurora orders show` names an order's.")
  private @Nullable String id;

  @Option(names = "--all", description = "Every decision of the books.")
  private boolean all;

  @Option(
      names = "--rules",
      paramLabel = "DIR",
      description = "Where a rule set is looked for that the books don't have.")
  private @Nullable Path folder;

  @Option(
      names = "--engine",
      defaultValue = "TREES",
      description = "${COMPLETION-CANDIDATES}: both give the same verdicts.")
  private EngineKind engine = EngineKind.TREES;

  private long same;
  private final List<Reproduction.Outcome> others = new ArrayList<>();

  AuditReproduceCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    if (all == (id != null)) {
      throw new UsageError(
          Problem.of(
              "which-decision",
              "Say which decision, or --all.",
              "`aurora audit reproduce 'PAPER-1#12'`, or `aurora audit reproduce --all`."));
    }
    for (ServiceRecord service : new Installation(invocation).requireRunningServices()) {
      ApiClient api = new ApiClient(service, CALL);
      try (Reproduction reproduction = new Reproduction(digest -> ruleSet(api, digest), engine)) {
        accounts(api).forEach(account -> account(api, account, reproduction));
      }
    }
    if (same == 0 && others.isEmpty() && id != null) {
      throw new UsageError(
          Problem.of(
              "unknown-decision",
              "There is no decision " + id + " in the books of a running service.",
              "`aurora orders show` names the decision of an order."));
    }
    tell();
    return others.isEmpty() ? ExitCode.DONE : ExitCode.NO;
  }

  private List<String> accounts(ApiClient api) {
    if (id != null) {
      int mark = id.lastIndexOf('#');
      return mark < 1 ? List.of() : List.of(id.substring(0, mark));
    }
    // Chains of something else have no decisions, so they give none.
    return api.get("/v1/audit", AuditView.class).chains().stream()
        .map(AuditView.Row::account)
        .toList();
  }

  private void account(ApiClient api, String account, Reproduction reproduction) {
    String path = "/v1/audit/records?account=" + URLEncoder.encode(account, StandardCharsets.UTF_8);
    if (id != null) {
      List<DecisionRecord> found =
          api.get(path + "&limit=1&after=" + (place(id) - 1), DecisionRecordList.class).records();
      found.stream()
          .filter(record -> record.decisionId().equals(id))
          .forEach(record -> take(reproduction.of(record), true));
      return;
    }
    long after = 0;
    List<DecisionRecord> page;
    do {
      page = api.get(path + "&after=" + after, DecisionRecordList.class).records();
      page.forEach(record -> take(reproduction.of(record), false));
      after = page.isEmpty() ? after : page.getLast().chainIndex();
      invocation.output().progress(account + ": " + after + " decisions");
    } while (!page.isEmpty());
  }

  private static long place(String decisionId) {
    try {
      return Long.parseLong(decisionId.substring(decisionId.lastIndexOf('#') + 1));
    } catch (NumberFormatException none) {
      return 0;
    }
  }

  private void take(Reproduction.Outcome outcome, boolean shown) {
    switch (outcome) {
      case Reproduction.Same found -> {
        same++;
        if (shown) {
          String command = DecisionRecord.reproduce(found.decisionId());
          invocation.output().results().println(new VerdictWriter().line(found.verdict(), command));
        }
      }
      case Reproduction.Differs differs -> others.add(differs);
      case Reproduction.Impossible impossible -> others.add(impossible);
    }
  }

  private void tell() {
    Output output = invocation.output();
    others.stream().limit(SHOWN_MAX).forEach(outcome -> output.message(told(outcome)));
    if (output.json() && all) {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("same", same);
      answer.put("others", others);
      output.document(answer);
    } else {
      output.line("%d verdict(s) given again to the byte, %d not".formatted(same, others.size()));
    }
  }

  private static String told(Reproduction.Outcome outcome) {
    return switch (outcome) {
      case Reproduction.Same found -> found.decisionId() + ": the same";
      case Reproduction.Differs differs ->
          differs.decisionId()
              + ": another verdict\n  recorded "
              + differs.recorded()
              + "\n  found    "
              + differs.found();
      case Reproduction.Impossible impossible ->
          impossible.decisionId() + ": not given again: " + impossible.why();
    };
  }

  /** As the books have it, else as the folder does; whatever is read gives its own digest. */
  private Optional<RuleSet> ruleSet(ApiClient api, String digest) {
    try {
      return loaded(
          RuleSetLoader.shipped()
              .load(
                  api.get(
                          "/v1/audit/rule-sets/"
                              + URLEncoder.encode(digest, StandardCharsets.UTF_8),
                          RuleSetFiles.class)
                      .files()));
    } catch (ProblemException unknownThere) {
      if (folder == null) {
        return Optional.empty();
      }
      return loaded(RuleSetLoader.shipped().load(new PolicyFolder(invocation).of(folder)));
    }
  }

  private static Optional<RuleSet> loaded(LoadResult result) {
    return switch (result) {
      case LoadResult.Loaded loaded -> Optional.of(loaded.ruleSet());
      case LoadResult.Refused refused -> Optional.empty();
    };
  }
}
