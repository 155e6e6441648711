package dev.aurora.service.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.aurora.service.person.Caller;
import dev.aurora.service.person.Person;
import dev.aurora.service.person.Role;
import jakarta.ws.rs.WebApplicationException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromotionResourceTest {

  @Test
  void aSoakToLiveBelowADayIsRefusedBeforeTheBooksAreAsked() {
    PromotionResource withoutBooks = new PromotionResource();
    PromotionRequest hurried =
        new PromotionRequest(
            "momentum", "live", "it went well", null, null, null, null, null, 86_399L, null);
    Caller olga = Caller.of(new Person("olga", Set.of(Role.OPERATOR)));

    WebApplicationException refused =
        catchThrowableOfType(
            WebApplicationException.class,
            () -> withoutBooks.request(hurried, Callers.context(olga)));

    assertThat(refused.getResponse().getStatus()).isEqualTo(400);
    assertThat(refused.getResponse().getEntity().toString()).contains("at least a day");
  }
}
