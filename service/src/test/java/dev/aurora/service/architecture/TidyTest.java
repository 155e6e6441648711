package dev.aurora.service.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.service.testing.Checkout;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What no file may say, and what the pages of the project promise to each other. */
class TidyTest {

  private static final Set<String> FOREIGN_FOLDERS =
      Set.of(".git", ".aurora", "target", ".idea", ".vscode", "node_modules", "__pycache__");

  /** Written in pieces, so that this file does not say it either. */
  private static final Pattern UNFINISHED =
      Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");

  /** Hosts that a build downloads from: which one is the business of each machine's settings. */
  private static final Pattern REGISTRY_HOST =
      Pattern.compile(
          String.join(
              "|",
              "repo1?[.]maven",
              "maven[.]" + "org/",
              "central[.]sonatype",
              "py" + "pi[.]org",
              "python" + "hosted",
              "registry[.]npmjs",
              "docker[.]io",
              "gh" + "cr[.]io",
              "quay[.]io",
              "plugins[.]gradle",
              "arti" + "factory"));

  /** Folders of somebody's machine; those of an operating system are everybody's. */
  private static final Pattern MACHINE_PATH =
      Pattern.compile("(?<![\\w.}/-])/(home|Users|work|root|mnt)/\\w");

  private static final Pattern TEST_NAME = Pattern.compile("`(\\w+(?:Test|IT))`");

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");

  @Test
  void noFileNamesARegistryHost() throws IOException {
    assertThat(linesWith(REGISTRY_HOST)).isEmpty();
  }

  @Test
  void noFileNamesAFolderOfSomebodysMachine() throws IOException {
    assertThat(linesWith(MACHINE_PATH)).isEmpty();
  }

  @Test
  void noFileLeavesWorkForLater() throws IOException {
    assertThat(linesWith(UNFINISHED)).isEmpty();
  }

  @Test
  void everyDecisionIsListedAndEveryListedDecisionExists() throws IOException {
    Path folder = Checkout.root().resolve("docs/adr");
    Set<String> listed = new TreeSet<>(links(folder.resolve("README.md")));
    listed.removeIf(link -> !link.matches("\\d{4}-.*"));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.matches("\\d{4}-.*"))
          .isNotEmpty()
          .containsExactlyInAnyOrderElementsOf(listed);
    }
  }

  @Test
  void everyRelativeLinkOfAPageLeadsSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : files()) {
      if (page.toString().endsWith(".md")) {
        for (String link : links(page)) {
          if (!link.contains("://") && Files.notExists(page.resolveSibling(link))) {
            broken.add(Checkout.root().relativize(page) + ": " + link);
          }
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void everyTestThatARunbookNamesExists() throws IOException {
    Set<String> tests = new TreeSet<>();
    Set<String> named = new TreeSet<>();
    for (Path file : files()) {
      String name = file.getFileName().toString();
      if (name.endsWith(".java")) {
        tests.add(name.replace(".java", ""));
      } else if (file.getParent().endsWith("ops-runbooks")) {
        TEST_NAME.matcher(text(file)).results().forEach(test -> named.add(test.group(1)));
      }
    }
    assertThat(named).hasSizeGreaterThan(8).isSubsetOf(tests);
  }

  @Test
  void everyRunbookIsListedAndLeadsFromSymptomToProof() throws IOException {
    Path folder = Checkout.root().resolve("ops-runbooks");
    List<String> listed = links(folder.resolve("README.md"));
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> pages = files.filter(page -> !page.endsWith("README.md")).toList();
      assertThat(pages)
          .extracting(page -> page.getFileName().toString())
          .containsExactlyInAnyOrderElementsOf(listed);
      assertThat(pages)
          .allSatisfy(
              page ->
                  assertThat(text(page))
                      .containsSubsequence(
                          "**Symptom.**", "**Check.**", "**Command.**", "**Proof.**"));
    }
  }

  private static List<String> links(Path page) throws IOException {
    return LINK.matcher(Files.readString(page)).results().map(link -> link.group(1)).toList();
  }

  private static List<String> linesWith(Pattern unwanted) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : files()) {
      String text = text(file);
      for (MatchResult match : unwanted.matcher(text).results().toList()) {
        long line = text.substring(0, match.start()).lines().count();
        found.add(Checkout.root().relativize(file) + ":" + line + " " + match.group());
      }
    }
    return found;
  }

  /** The file's text; nothing for one that is no text, such as a model or compressed bars. */
  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException binary) {
      return "";
    }
  }

  private static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        Checkout.root(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return FOREIGN_FOLDERS.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            // A work tree's .git is a file that names a folder of this machine.
            if (!file.getFileName().toString().equals(".git") && attributes.isRegularFile()) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    assertThat(files).hasSizeGreaterThan(100);
    return files;
  }
}
