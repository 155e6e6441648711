package dev.aurora.service.release;

import static dev.aurora.service.release.KillSite.ANN;
import static dev.aurora.service.release.KillSite.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.workflows.killswitch.KillApproval;
import dev.aurora.workflows.killswitch.KillApproval.Deed;
import dev.aurora.workflows.killswitch.KillLevel;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forbidden outcome: the kill switch's workflow is told of an approval that nobody gave. */
class KillRecordTest {

  @TempDir Path directory;
  private KillSite site;
  private KillRecord record;

  @BeforeEach
  void open() {
    site = new KillSite(directory);
    record = new KillRecord(site.standings, site.approvals);
    site.engage("k-1", "firm", KillLevel.BLOCK);
    site.engage("k-2", "symbol:AAPL", KillLevel.BLOCK_AND_CANCEL);
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void aReleaseIsApprovedForItsOwnKillAndDeedOnly() {
    site.release("k-1", BOB);
    KillRelease.Done done = (KillRelease.Done) site.release("k-1", ANN);
    String id = Objects.requireNonNull(done.approvalId());

    assertThat(record.approved(new KillApproval(Deed.RELEASE, "k-1", id))).isTrue();
    assertThat(record.approved(new KillApproval(Deed.RELEASE, "k-2", id))).isFalse();
    assertThat(record.approved(new KillApproval(Deed.CONFIRM, "k-1", id))).isFalse();
    assertThat(record.approved(new KillApproval(Deed.RELEASE, "k-1", "guessed"))).isFalse();
  }

  @Test
  void oneOfTwoIsNoApproval() {
    KillRelease.Waiting waiting = (KillRelease.Waiting) site.release("k-1", BOB);

    assertThat(
            record.approved(new KillApproval(Deed.RELEASE, "k-1", waiting.approval().first().id())))
        .isFalse();
  }

  @Test
  void aConfirmationIsApprovedByThePersonWhoGaveIt() {
    site.working("o-1", "AAPL");
    KillConfirmations.Recorded word =
        (KillConfirmations.Recorded)
            site.confirmations.confirm("k-2", BOB, "dead, says the desk", Set.of("o-1"));

    assertThat(record.approved(new KillApproval(Deed.CONFIRM, "k-2", word.approval().id())))
        .isTrue();
  }

  @Test
  void theWidestKillStandsFirst() {
    assertThat(record.stands().kills())
        .extracting(stand -> stand.commandId())
        .containsExactly("k-1", "k-2");
  }
}
