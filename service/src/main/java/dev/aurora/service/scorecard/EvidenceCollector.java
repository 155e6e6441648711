package dev.aurora.service.scorecard;

import dev.aurora.service.e2d.artifact.Digests;
import dev.aurora.service.evidence.Evidence;
import dev.aurora.service.evidence.EvidenceBook;
import dev.aurora.service.evidence.EvidenceKey;
import dev.aurora.service.evidence.EvidenceKind;
import dev.aurora.service.journal.database.Columns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what the checkout and the newest run show: test reports, the result of the build, files,
 * side-cars, artifacts, log. It looks at them itself; nobody tells it a verdict. Calls take turns.
 */
public final class EvidenceCollector {

  private final Path root;
  private final Path home;
  private final ScorecardDefinition definition;
  private final EvidenceBook book;
  private final Clock clock;

  /**
   * @param root the checkout
   * @param home data directory, with artifacts and log
   */
  public EvidenceCollector(
      Path root, Path home, ScorecardDefinition definition, EvidenceBook book, Clock clock) {
    this.root = root;
    this.home = home;
    this.definition = definition;
    this.book = book;
    this.clock = clock;
  }

  /**
   * What a look brought.
   *
   * @param added pieces of evidence that were new
   * @param known pieces that the books had
   * @param leftOut test reports that are no evidence, each with why
   */
  public record Collected(int added, int known, List<String> leftOut) {

    public Collected {
      leftOut = List.copyOf(leftOut);
    }
  }

  /**
   * Looks, and adds what is new.
   *
   * @throws IOException when something that is there can't be read; then nothing is added
   */
  public synchronized Collected collect() throws IOException {
    Instant now = clock.instant();
    SourceTree sources = new SourceTree(root);
    TestReports.Found tests = new TestReports(sources).read();
    List<Evidence> found = new ArrayList<>(tests.evidence());
    new BuildResult(sources).read().ifPresent(found::add);
    found.addAll(files(now));
    Path models = root.resolve("service").resolve("data").resolve("models");
    found.addAll(new ModelEvidence(models).read(now));
    found.addAll(new RunEvidence(home.resolve("artifacts")).read());
    new LogEvidence(home.resolve("service.log")).read(now).ifPresent(found::add);
    Map<EvidenceKey, Evidence> before = book.newest();
    List<Evidence> fresh =
        found.stream().filter(each -> !isKnown(before.get(each.key()), each)).toList();
    if (!fresh.isEmpty()) {
      book.add(fresh);
    }
    return new Collected(fresh.size(), found.size() - fresh.size(), tests.leftOut());
  }

  private static boolean isKnown(@Nullable Evidence before, Evidence found) {
    return before != null
        && before.digest().equals(found.digest())
        && before.at().equals(Columns.micros(found.at()))
        && before.reasons().equals(found.reasons());
  }

  private List<Evidence> files(Instant now) throws IOException {
    List<Evidence> found = new ArrayList<>();
    for (String path : subjects()) {
      Path file = root.resolve(path);
      boolean there = Files.isRegularFile(file) && Files.size(file) > 0;
      found.add(
          new Evidence(
              new EvidenceKey(EvidenceKind.FILE, path),
              there ? Digests.ofFile(file) : "",
              "",
              there,
              there ? List.of() : List.of(path + " is not there, or empty"),
              Map.of(),
              path,
              now));
    }
    return found;
  }

  /** Every file that an item needs. */
  private List<String> subjects() {
    return definition.items().stream()
        .flatMap(item -> item.needs().stream())
        .filter(need -> need.key().kind() == EvidenceKind.FILE)
        .map(need -> need.key().subject())
        .distinct()
        .toList();
  }
}
