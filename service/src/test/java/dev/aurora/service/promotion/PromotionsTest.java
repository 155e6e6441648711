package dev.aurora.service.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.TradingMode;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.person.Approvals;
import dev.aurora.service.person.Caller;
import dev.aurora.service.person.Person;
import dev.aurora.service.person.Persons;
import dev.aurora.service.person.Role;
import dev.aurora.service.person.Secrets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromotionsTest {

  private static final String ID = "momentum/c-1/1";
  private static final Person ANN = new Person("ann", Set.of(Role.RISK));

  @TempDir Path folder;
  private final Told told = new Told();
  private JournalFixture books;
  private PromotionBook book;
  private Promotions promotions;

  @BeforeEach
  void open() {
    books = new JournalFixture(folder);
    book = new PromotionBook(books.database, books.clock);
    promotions =
        new Promotions(
            book,
            null,
            null,
            null,
            new Approvals(books.database, new Secrets(new SecureRandom()), books.clock),
            told);
    PromotionSamples.granted(book, ID, TradingMode.PAPER);
    Persons persons = new Persons(books.database, new Secrets(new SecureRandom()), books.clock);
    persons.add(ANN, Caller.PROGRAM);
    persons.add(new Person("bob", Set.of(Role.OPERATOR)), Caller.of(ANN));
  }

  @AfterEach
  void close() {
    books.close();
    told.stop();
  }

  @Test
  void aRampWhoseWorkflowIsGoneIsWatchedAgain() {
    PromotionSamples.add(book, ID, "ramp/25", PromotionEvent.Kind.RAMPED, 25);
    approvedBy("ann");
    promotions.catchUp();
    assertThat(told.what).containsExactly("start " + ID);

    approvedBy("bob");
    promotions.catchUp();
    assertThat(told.what).containsExactly("start " + ID, "start " + ID, "remind " + ID + " a-1");
  }

  @Test
  void ofWhatHasEndedNoWorkflowIsTold() {
    approvedBy("ann");
    approvedBy("bob");
    PromotionSamples.add(book, ID, "end", PromotionEvent.Kind.PROMOTED, 100);

    promotions.catchUp();

    assertThat(told.what).isEmpty();
  }

  @Test
  void aWithdrawalSaysFromWhichStageItBinds() {
    PromotionSamples.add(book, ID, "end", PromotionEvent.Kind.PROMOTED, 100);

    assertThat(promotions.withdraw(ID, ANN, "odd fills"))
        .isInstanceOfSatisfying(
            Promotions.Done.class,
            done -> assertThat(done.detail()).contains("from stage week-one", "baseline"));
  }

  private void approvedBy(String person) {
    books.database.run(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into approvals (approval_id, person, action, subject, payload_digest,
                        cause, approved_at, expires_at, used_at)
                    values ('a-1', :person, :action, :subject, :digest, 'read it', :now, :now,
                        :now)\
                    """)
                .bind("person", person)
                .bind("action", PromotionSteps.APPROVE.action())
                .bind("subject", ID)
                .bind("digest", PromotionSteps.payload(ID, PromotionSamples.DOSSIER))
                .bind("now", Columns.time(books.clock.instant()))
                .execute());
  }

  /** Writes down what workflows would be told. */
  private static final class Told extends PromotionRunner {

    private final List<String> what = new ArrayList<>();

    Told() {
      super(null, "");
    }

    @Override
    void start(PromotionAsked asked) {
      what.add("start " + asked.input().id());
    }

    @Override
    boolean remind(PromotionAsked asked, String approvalId) {
      what.add("remind " + asked.input().id() + " " + approvalId);
      return true;
    }

    @Override
    void refresh(PromotionAsked asked) {
      what.add("refresh " + asked.input().id());
    }
  }
}
