package dev.aurora.service.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.person.Caller;
import dev.aurora.service.person.Person;
import dev.aurora.service.person.Persons;
import dev.aurora.service.person.Role;
import dev.aurora.service.person.Secrets;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forbidden outcome: a call passes in a name that no token has proven. */
class TokenFilterTest {

  private static final Person BOB = new Person("bob", Set.of(Role.OPERATOR));

  @TempDir Path directory;
  private JournalFixture books;
  private TokenFilter filter;
  private String bobs = "";

  /** What became of the call. */
  private @Nullable SecurityContext passed;

  private @Nullable Response refused;

  @BeforeEach
  void open() {
    books = new JournalFixture(directory);
    Persons persons = new Persons(books.database, new Secrets(new SecureRandom()), books.clock);
    bobs = Objects.requireNonNull(((Persons.Changed) persons.add(BOB, Caller.PROGRAM)).token());
    filter = new TokenFilter("the-services-own", persons);
  }

  @AfterEach
  void close() {
    books.close();
  }

  @Test
  void thePersonIsWhoTheTokenSays() {
    call("POST", "v1/kill:release", "Bearer " + bobs);

    assertThat(Callers.person(context(), Set.of(Role.OPERATOR, Role.RISK))).isEqualTo(BOB);
    assertThat(Callers.of(context()).recorded("ann")).isEqualTo("bob");
  }

  @Test
  void theServicesOwnTokenIsNoPersonAndWhatItClaimsIsUnproven() {
    call("GET", "v1/kill", "Bearer the-services-own");

    assertThat(Callers.of(context()).recorded("ann")).isEqualTo("ann (unproven)");
    assertThatThrownBy(() -> Callers.person(context(), Set.of(Role.values())))
        .satisfies(refusal -> assertThat(status(refusal)).isEqualTo(403));
  }

  @Test
  void aRoleThatIsLackingIsForbidden() {
    call("POST", "v1/persons", "Bearer " + bobs);

    assertThatThrownBy(() -> Callers.person(context(), Set.of(Role.RISK)))
        .satisfies(refusal -> assertThat(status(refusal)).isEqualTo(403));
    assertThatThrownBy(() -> Callers.programOr(context(), Set.of(Role.TRADER)))
        .satisfies(refusal -> assertThat(status(refusal)).isEqualTo(403));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer ",
        "Bearer bob",
        "Bearer bob.guessed",
        "Bearer the-services-owm",
        "the-services-own",
        "Basic the-services-own"
      })
  void everyOtherTokenIsRefused(String header) {
    call("POST", "v1/kill", header);

    assertThat(passed).isNull();
    assertThat(Objects.requireNonNull(refused).getStatus()).isEqualTo(401);
  }

  @Test
  void whileTheBooksAreAwayAKillIsTakenFromWhomeverAndNothingElseIs() {
    books.close();

    call("POST", "v1/kill", "Bearer " + bobs);
    assertThat(Callers.of(context())).isEqualTo(Caller.PROGRAM);

    passed = null;
    assertThatThrownBy(() -> call("POST", "v1/kill:release", "Bearer " + bobs))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> call("DELETE", "v1/orders/o-1", "Bearer " + bobs))
        .isInstanceOf(RuntimeException.class);
    assertThat(passed).isNull();
  }

  private SecurityContext context() {
    return Objects.requireNonNull(passed, () -> "refused: " + refused);
  }

  private static int status(Throwable refusal) {
    return ((WebApplicationException) refusal).getResponse().getStatus();
  }

  private void call(String method, String path, String authorization) {
    filter.filter(
        answering(
            ContainerRequestContext.class,
            (name, argument) ->
                switch (name) {
                  case "getHeaderString" -> authorization;
                  case "getMethod" -> method;
                  case "getUriInfo" ->
                      answering(UriInfo.class, (uri, none) -> uri.equals("getPath") ? path : null);
                  case "setSecurityContext" -> {
                    passed = (SecurityContext) argument;
                    yield null;
                  }
                  case "abortWith" -> {
                    refused = (Response) argument;
                    yield null;
                  }
                  default -> throw new UnsupportedOperationException(name);
                }));
  }

  /** Answers a call by its name. */
  private interface Answers {
    @Nullable Object to(String name, @Nullable Object argument);
  }

  private static <T> T answering(Class<T> type, Answers answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                answers.to(method.getName(), arguments == null ? null : arguments[0])));
  }
}
