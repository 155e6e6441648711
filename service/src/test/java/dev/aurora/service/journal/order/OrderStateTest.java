package dev.aurora.service.journal.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OrderStateTest {

  @Test
  void hasExactlyTheseSteps() {
    Map<OrderState, String> steps = new EnumMap<>(OrderState.class);
    for (OrderState from : OrderState.values()) {
      steps.put(
          from,
          Arrays.stream(OrderState.values())
              .filter(from::mayBecome)
              .map(Enum::name)
              .collect(Collectors.joining(" ")));
    }

    assertThat(steps)
        .isEqualTo(
            Map.ofEntries(
                Map.entry(OrderState.DENIED, ""),
                Map.entry(
                    OrderState.APPROVED,
                    "IN_FLIGHT PARTIALLY_FILLED FILLED CANCELLED BLOCKED EXPIRED"),
                Map.entry(
                    OrderState.IN_FLIGHT,
                    "UNKNOWN WORKING PARTIALLY_FILLED FILLED CANCELLED REJECTED BLOCKED EXPIRED"),
                Map.entry(
                    OrderState.UNKNOWN,
                    "WORKING PARTIALLY_FILLED FILLED CANCELLED REJECTED BLOCKED EXPIRED"),
                Map.entry(
                    OrderState.WORKING,
                    "UNKNOWN PARTIALLY_FILLED FILLED CANCELLED REJECTED EXPIRED"),
                Map.entry(OrderState.PARTIALLY_FILLED, "UNKNOWN FILLED CANCELLED EXPIRED"),
                Map.entry(OrderState.FILLED, ""),
                Map.entry(OrderState.CANCELLED, ""),
                Map.entry(OrderState.REJECTED, ""),
                Map.entry(OrderState.BLOCKED, ""),
                Map.entry(OrderState.EXPIRED, "")));
  }

  @Test
  void reservesExactlyWhileItCanStillFill() {
    for (OrderState state : OrderState.values()) {
      TreeSet<OrderState> next =
          Arrays.stream(OrderState.values())
              .filter(state::mayBecome)
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(state.reserves()).as(state.name()).isEqualTo(!next.isEmpty());
    }
  }

  @Test
  void neverSendsAgainAnOrderOfUnknownOutcome() {
    assertThat(OrderState.UNKNOWN.mayBecome(OrderState.IN_FLIGHT)).isFalse();
  }
}
