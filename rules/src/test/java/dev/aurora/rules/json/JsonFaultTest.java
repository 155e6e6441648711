package dev.aurora.rules.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class JsonFaultTest {

  @Test
  void anObjectThatIsNotClosedIsToldByWhereItBegins() {
    JsonProcessingException fault =
        catchThrowableOfType(
            JsonProcessingException.class, () -> new ObjectMapper().readTree("{\"a\":\n1"));

    assertThat(fault.getOriginalMessage()).contains("REDACTED");
    assertThat(JsonFault.told(fault))
        .contains("start marker at line: 1, column: 1")
        .doesNotContain("Source", "REDACTED");
  }
}
