package dev.aurora.service.cli;

import dev.aurora.rules.cases.PolicyCase;
import dev.aurora.rules.cases.PolicyTests;
import dev.aurora.rules.engine.CatalogueWriter;
import dev.aurora.rules.engine.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aurora rules catalogue}. Pure: no server, no database, no clock. */
@Command(
    name = "catalogue",
    description = {
      "Write CATALOGUE.md anew from the rules, the limits and the cases.",
      "With --check only say whether it is what they say: exits 1 when it is stale."
    })
final class RulesCatalogueCommand implements Callable<Integer> {

  private final Invocation invocation;

  @Parameters(arity = "0..1", paramLabel = "DIR", description = "The policy's folder.")
  private @Nullable Path folder;

  @Option(names = "--check", description = "Write nothing.")
  private boolean check;

  RulesCatalogueCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws IOException {
    PolicyFolder policies = new PolicyFolder(invocation);
    RuleSet policy = policies.ruleSet(folder);
    Path folderOfPolicy = policies.of(folder);
    Map<String, Integer> cases =
        PolicyTests.casesOf(folderOfPolicy).stream()
            .collect(Collectors.toMap(PolicyCase::folder, one -> 1, Integer::sum));
    String text = CatalogueWriter.text(policy, cases);
    Path page = folderOfPolicy.resolve(CatalogueWriter.FILE);
    boolean fresh = Files.isRegularFile(page) && Files.readString(page).equals(text);
    if (!check && !fresh) {
      Files.writeString(page, text);
    }
    String what = fresh ? "is up to date" : check ? "is stale" : "is written anew";
    if (invocation.output().json()) {
      invocation.output().document(Map.of("file", page.toString(), "fresh", fresh));
    } else {
      invocation.output().line(page + " " + what);
    }
    return fresh || !check ? ExitCode.DONE : ExitCode.NO;
  }
}
