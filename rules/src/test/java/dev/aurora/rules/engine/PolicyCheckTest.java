package dev.aurora.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.language.ProblemCode;
import dev.aurora.rules.language.SourceFile;
import dev.aurora.rules.testing.Policies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyCheckTest {

  private static final Path SHIPPED = Path.of("policy");

  @TempDir private Path folder;

  @Test
  void findsTheShippedPolicyCleanAndTheEngineAgrees() {
    PolicyCheck.Report report = PolicyCheck.runWithBuild(SHIPPED);

    assertThat(report.text()).isEmpty();
    assertThat(report.clean()).isTrue();
    assertThat(report.rules()).isGreaterThan(40);
  }

  @Test
  void saysThatAFolderCannotBeRead() {
    assertThat(PolicyCheck.run(folder.resolve("nowhere")).problems())
        .extracting(problem -> problem.code())
        .contains(ProblemCode.UNREADABLE_FILE);
  }

  @Test
  void refusesAFileThatIsNotUtf8() throws IOException {
    Policies.write(folder, Policies.small());
    Path file = folder.resolve("pretrade/daily-loss/daily-loss.drl");
    Files.write(file, new byte[] {'p', (byte) 0xFF});

    assertThat(PolicyCheck.run(folder).problems())
        .extracting(problem -> problem.code() + " " + problem.file())
        .containsExactly("UNREADABLE_FILE pretrade/daily-loss/daily-loss.drl");
  }

  @Test
  void refusesALinkThatCouldShowTwoTexts() throws IOException {
    Policies.write(folder, Policies.small());
    Path file = folder.resolve("pretrade/daily-loss/daily-loss.drl");
    Path elsewhere = Files.move(file, folder.resolve("elsewhere.txt"));
    Files.createSymbolicLink(file, elsewhere);

    assertThat(PolicyCheck.run(folder).problems())
        .extracting(problem -> problem.code())
        .containsExactly(ProblemCode.UNREADABLE_FILE);
  }

  @Test
  void namesARuleSetByEveryByteOfIt() {
    List<SourceFile> files = Policies.small();
    SourceFile changed = new SourceFile(files.getLast().path(), files.getLast().text() + "\n");

    assertThat(RuleSetDigest.of(files)).isEqualTo(RuleSetDigest.of(files.reversed()));
    assertThat(RuleSetDigest.of(files)).matches("sha256:[0-9a-f]{64}");
    assertThat(RuleSetDigest.of(Policies.with(files.subList(0, 3), changed)))
        .isNotEqualTo(RuleSetDigest.of(files));
  }
}
