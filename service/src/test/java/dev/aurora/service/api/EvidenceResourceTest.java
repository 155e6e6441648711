package dev.aurora.service.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.aurora.service.evidence.EvidenceBook;
import dev.aurora.service.evidence.EvidenceKey;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.person.Caller;
import dev.aurora.service.person.Person;
import dev.aurora.service.person.Role;
import dev.aurora.service.problem.UsageError;
import dev.aurora.service.rollout.BuildId;
import jakarta.ws.rs.WebApplicationException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceResourceTest {

  private static final DrillEvidenceRequest GREEN =
      new DrillEvidenceRequest("rollback", "", List.of(), Map.of("rounds", 5));

  @TempDir Path folder;
  private JournalFixture books;
  private EvidenceBook book;
  private EvidenceResource resource;

  @BeforeEach
  void open() {
    books = new JournalFixture(folder);
    book = new EvidenceBook(books.database);
    resource = new EvidenceResource(book, books.clock, new BuildId("0123456789ab"));
  }

  @AfterEach
  void close() {
    books.close();
  }

  @Test
  void aPersonWithoutAnOperatingRoleTellsNothing() {
    WebApplicationException refused =
        catchThrowableOfType(
            WebApplicationException.class,
            () -> resource.drill(GREEN, Callers.context(Caller.of(person("tim", Role.TRADER)))));

    assertThat(refused.getResponse().getStatus()).isEqualTo(403);
    assertThat(book.since(Instant.EPOCH)).isEmpty();
  }

  @Test
  void whoToldItIsNamed() {
    resource.drill(GREEN, Callers.context(Caller.of(person("olga", Role.OPERATOR))));
    assertThat(book.newest(EvidenceKey.parse("drill/rollback")).orElseThrow().source())
        .isEqualTo("aurora drill rollback by olga");
    books.clock.advance(java.time.Duration.ofSeconds(1));

    resource.drill(GREEN, Callers.context(Caller.PROGRAM));
    assertThat(book.newest(EvidenceKey.parse("drill/rollback")).orElseThrow().source())
        .isEqualTo("aurora drill rollback by (program)");
  }

  @Test
  void aGreenDrillThatSaysNothingOfWhatItDidIsRefused() {
    DrillEvidenceRequest bare = new DrillEvidenceRequest("rollback", "", List.of(), Map.of());

    assertThatThrownBy(() -> resource.drill(bare, Callers.context(Caller.PROGRAM)))
        .isInstanceOf(UsageError.class);
    assertThat(book.since(Instant.EPOCH)).isEmpty();
  }

  private static Person person(String name, Role role) {
    return new Person(name, Set.of(role));
  }
}
