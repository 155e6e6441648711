package dev.aurora.service.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.TradingMode;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.person.Approval;
import dev.aurora.service.person.Approvals;
import dev.aurora.service.person.Caller;
import dev.aurora.service.person.Secrets;
import dev.aurora.workflows.promotion.PromotionReport;
import dev.aurora.workflows.promotion.PromotionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forbidden outcome: something is granted that two persons, who may, did not both read. */
class PromotionAttacksTest {

  @TempDir Path folder;
  private PromotionWorld world;

  @BeforeEach
  void open() throws IOException {
    world = new PromotionWorld(folder);
    world.shown.everything();
  }

  @AfterEach
  void close() {
    world.close();
  }

  /** The facts were gathered before it: only the last look sees it. */
  @Test
  void aKillThatComesAfterTheConditionsAnsweredLeavesItUngranted() {
    PromotionStanding asked = world.ask(TradingMode.PAPER);
    world.afterConditions(() -> world.shown.kill("strategy:" + Samples.STRATEGY));

    assertUngranted(bothApprove(asked), asked, "trading is not open");
  }

  @Test
  void whatOneSignedAndWhatIsGrantedAreThePageOfOneDigest() {
    PromotionStanding asked = world.ask(TradingMode.PAPER);
    world.approve(asked, PromotionWorld.OLGA);

    Promotions.Answer other =
        world.promotions.approve(asked.id(), "sha256:b", PromotionWorld.RITA, "read it");

    assertThat(((Promotions.Refused) other).code()).isEqualTo("another-dossier");
    assertThat(world.standing(asked.id()).granted()).isFalse();
  }

  /** Two stand behind page B, which nobody was shown; the promotion is that of page A. */
  @Test
  void approvalsOfAnotherPageGrantNothing() {
    PromotionStanding asked = world.ask(TradingMode.PAPER);
    Approvals.Complete both = both(asked.id(), "sha256:b");

    assertThat(world.desk.approved(asked.id(), both.approvalId()).done()).isFalse();
    assertThat(world.desk.grant(asked.asked().input(), both.approvalId()).detail())
        .isEqualTo("two persons have not approved this dossier");
    assertThat(world.standing(asked.id()).granted()).isFalse();
  }

  @Test
  void approvalsOfOnePromotionGrantNoOther() {
    PromotionStanding asked = world.ask(TradingMode.PAPER);
    Approvals.Complete both = both("momentum/another/1", asked.dossierDigest());

    assertThat(world.desk.grant(asked.asked().input(), both.approvalId()).done()).isFalse();
    assertThat(world.standing(asked.id()).granted()).isFalse();
  }

  @Test
  void anArtifactThatChangedSinceItWasReadMakesAnotherCandidate() throws IOException {
    PromotionStanding asked = world.ask(TradingMode.PAPER);
    world.approve(asked, PromotionWorld.OLGA);
    Files.writeString(
        folder.resolve(asked.asked().candidate().runId()).resolve("decisions.json"), "[1]");

    assertUngranted(
        bothApprove(asked), asked, "the candidate is no longer the one that was approved");
  }

  @Test
  void aPageThatWasAlteredInTheBooksIsGrantedToNobody() {
    PromotionStanding asked = world.ask(TradingMode.PAPER);
    world.books.database.run(
        handle -> handle.execute("update promotion_dossiers set html = 'all is well'"));

    assertUngranted(bothApprove(asked), asked, "is not as it was written");
  }

  @Test
  void thePersonWhoseTokenEndedBeforeTheSecondSignatureIsNoLongerTheFirst() {
    PromotionStanding asked = world.ask(TradingMode.PAPER);
    world.approve(asked, PromotionWorld.OLGA);
    world.persons.revoke("olga", Caller.of(PromotionWorld.RITA));

    assertThat(world.approve(asked, PromotionWorld.RITA)).isInstanceOf(Promotions.Waiting.class);
    assertThat(world.end(asked).state()).isEqualTo(PromotionState.EXPIRED);
    assertThat(world.standing(asked.id()).granted()).isFalse();
  }

  /** Both have signed and Temporal was away; meanwhile one of them may no longer act. */
  @Test
  void thePersonWhoseTokenEndedBeforeTheGrantStandsBehindNothing() {
    PromotionStanding asked = world.ask(TradingMode.PAPER);
    Approvals.Complete both = both(asked.id(), asked.dossierDigest());
    world.persons.revoke("olga", Caller.of(PromotionWorld.RITA));

    assertThat(world.desk.grant(asked.asked().input(), both.approvalId()).detail())
        .contains("olga", "no token");
    assertThat(world.standing(asked.id()).granted()).isFalse();
  }

  @Test
  void anApprovalIsOfOneStandingAndNotOfTheNextRequest() {
    PromotionStanding first = world.ask(TradingMode.PAPER);
    world.promotions.withdraw(first.id(), PromotionWorld.RITA, "odd fills");
    assertThat(world.end(first).state()).isEqualTo(PromotionState.WITHDRAWN);
    Approvals.Complete both = both(first.id(), first.dossierDigest());
    world.books.clock.advance(Duration.ofMinutes(1));
    PromotionStanding second = world.ask(TradingMode.PAPER);

    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(world.desk.grant(second.asked().input(), both.approvalId()).done()).isFalse();
    assertThat(world.desk.grant(first.asked().input(), both.approvalId()).done()).isFalse();
    assertThat(world.standing(first.id()).granted()).isFalse();
    assertThat(world.standing(second.id()).granted()).isFalse();
  }

  private PromotionReport bothApprove(PromotionStanding asked) {
    world.approve(asked, PromotionWorld.OLGA);
    world.approve(asked, PromotionWorld.RITA);
    return world.end(asked);
  }

  private void assertUngranted(PromotionReport report, PromotionStanding asked, String because) {
    assertThat(report.state()).as("%s", report).isEqualTo(PromotionState.REFUSED);
    assertThat(report.reasons()).singleElement().asString().contains(because);
    assertThat(world.standing(asked.id()).granted()).isFalse();
  }

  /** Two approvals as the books hold them, without any word to the workflow. */
  private Approvals.Complete both(String subject, String dossier) {
    Approvals approvals =
        new Approvals(world.books.database, new Secrets(new SecureRandom()), world.books.clock);
    String payload = PromotionSteps.payload(subject, dossier);
    approvals.ask(PromotionSteps.APPROVE, subject, payload, PromotionWorld.OLGA, "read it");
    Approvals.Complete both =
        (Approvals.Complete)
            approvals.ask(PromotionSteps.APPROVE, subject, payload, PromotionWorld.RITA, "too");
    assertThat(List.of(both.first(), both.second()))
        .extracting(Approval::person)
        .containsExactly("olga", "rita");
    return both;
  }
}
