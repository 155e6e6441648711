package dev.aurora.service.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.aurora.service.journal.testing.JournalFixture;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forbidden outcome: somebody acts in the name of another, or makes a person for themselves. */
class PersonsTest {

  @TempDir Path directory;
  private JournalFixture books;
  private Persons persons;

  @BeforeEach
  void open() {
    books = new JournalFixture(directory);
    persons = new Persons(books.database, new Secrets(new SecureRandom()), books.clock);
  }

  @AfterEach
  void close() {
    books.close();
  }

  @Test
  void aTokenSaysWhoItIs() {
    String token = add("ann", Role.RISK, Role.OPERATOR);

    assertThat(persons.authenticate(token))
        .contains(new Person("ann", Set.of(Role.RISK, Role.OPERATOR)));
  }

  @Test
  void noTokenStandsInTheBooks() {
    String token = add("ann", Role.RISK);
    String secret = token.substring("ann.".length());

    List<String> everything =
        books.database.transaction(
            handle ->
                handle
                    .createQuery("select * from persons")
                    .mapToMap()
                    .map(Object::toString)
                    .list());

    assertThat(secret).hasSize(43);
    assertThat(everything)
        .singleElement()
        .asString()
        .contains(Secrets.digest(token))
        .doesNotContain(secret);
  }

  @Test
  void anotherTextIsNobodys() {
    String ann = add("ann", Role.RISK);
    String bob = add("bob", Role.OPERATOR, "ann");
    String borrowed = "ann." + Secrets.claimedName(bob) + bob.substring("bob.".length());

    for (String text : List.of("", ".", "ann", "ann.", borrowed, ann + "x", " " + ann, "eve.x")) {
      assertThat(persons.authenticate(text)).as(text).isEmpty();
    }
  }

  @Test
  void aNewTokenEndsTheOldOne() {
    String before = add("ann", Role.RISK);

    String after = token(persons.newToken("ann", Caller.of(person("ann"))));

    assertThat(persons.authenticate(before)).isEmpty();
    assertThat(persons.authenticate(after)).isPresent();
  }

  @Test
  void aRevokedTokenIsNobodys() {
    add("ann", Role.RISK);
    String bob = add("bob", Role.OPERATOR, "ann");

    assertThat(persons.revoke("bob", Caller.of(person("ann"))))
        .isEqualTo(new Persons.Changed(person("bob"), null));

    assertThat(persons.authenticate(bob)).isEmpty();
    assertThat(persons.all()).extracting(PersonRow::hasToken).containsExactly(true, false);
  }

  @Test
  void onceThereIsAPersonOfRoleRiskNobodyElseMakesPersonsOrTokens() {
    add("ann", Role.RISK);
    add("bob", Role.OPERATOR, "ann");

    for (Caller other : List.of(Caller.PROGRAM, Caller.of(person("bob")))) {
      assertThat(code(persons.add(new Person("eve", Set.of(Role.RISK)), other)))
          .isEqualTo("role-lacking");
      assertThat(code(persons.newToken("ann", other))).isEqualTo("role-lacking");
      assertThat(code(persons.revoke("ann", other))).isEqualTo("role-lacking");
    }
    assertThat(persons.all()).extracting(row -> row.person().name()).containsExactly("ann", "bob");
  }

  @Test
  void theLastPersonOfRoleRiskKeepsAToken() {
    add("ann", Role.RISK);

    assertThat(code(persons.revoke("ann", Caller.of(person("ann"))))).isEqualTo("last-of-risk");
  }

  @Test
  void nobodyIsAddedTwice() {
    String ann = add("ann", Role.OPERATOR);

    assertThat(code(persons.add(new Person("ann", Set.of(Role.RISK)), Caller.PROGRAM)))
        .isEqualTo("person-known");
    assertThat(persons.authenticate(ann)).contains(person("ann"));
    assertThat(code(persons.newToken("eve", Caller.PROGRAM))).isEqualTo("unknown-person");
  }

  @Test
  void theBooksSayWhoMadeWhom() {
    add("ann", Role.RISK);
    add("bob", Role.OPERATOR, "ann");

    assertThat(persons.all())
        .extracting(PersonRow::addedBy, PersonRow::addedAt)
        .containsExactly(
            tuple("(program)", books.clock.instant()), tuple("ann", books.clock.instant()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Ann", "ann b", "../ann", "ann.b", "-ann", "änn"})
  void aNameThatIsNoneIsRefused(String name) {
    assertThat(Person.isName(name)).isFalse();
  }

  @Test
  void neitherTokenNorDigestIsPrinted() {
    Persons.Change added = persons.add(new Person("ann", Set.of(Role.RISK)), Caller.PROGRAM);

    assertThat(added.toString()).doesNotContain(token(added));
  }

  private String add(String name, Role... roles) {
    return token(persons.add(new Person(name, Set.of(roles)), Caller.PROGRAM));
  }

  private String add(String name, Role role, String by) {
    return token(persons.add(new Person(name, Set.of(role)), Caller.of(person(by))));
  }

  private Person person(String name) {
    return persons.all().stream()
        .map(PersonRow::person)
        .filter(person -> person.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String token(Persons.Change change) {
    assertThat(change).isInstanceOf(Persons.Changed.class);
    return Objects.requireNonNull(((Persons.Changed) change).token());
  }

  private static String code(Persons.Change change) {
    assertThat(change).isInstanceOf(Persons.Refused.class);
    return ((Persons.Refused) change).code();
  }
}
