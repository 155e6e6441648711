package dev.aurora.service.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ws.rs.WebApplicationException;
import org.junit.jupiter.api.Test;

class OrderResourceTest {

  @Test
  void aStateThatIsNoneIsRefusedBeforeTheBooksAreAsked() {
    OrderResource withoutBooks = new OrderResource();

    WebApplicationException refused =
        catchThrowableOfType(
            WebApplicationException.class, () -> withoutBooks.list(null, "BOGUS", 10));

    assertThat(refused.getResponse().getStatus()).isEqualTo(400);
    assertThat(refused.getResponse().getEntity().toString())
        .contains("unknown-state", "BOGUS", "PARTIALLY_FILLED");
  }
}
