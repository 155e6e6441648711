package dev.aurora.service.broker;

import java.util.function.Function;

/**
 * What a broker says to a question, or that it says nothing.
 *
 * @param <T> what was asked for
 */
public sealed interface Answer<T> {

  /** It answered. */
  record Answered<T>(T value) implements Answer<T> {}

  /** It did not; nothing may be concluded from that. */
  record Unavailable<T>(Outage outage, String detail) implements Answer<T> {}

  /**
   * The value.
   *
   * @throws BrokerUnavailable when there is no answer
   */
  default T orThrow() {
    return switch (this) {
      case Answered<T> answered -> answered.value();
      case Unavailable<T> none -> throw new BrokerUnavailable(none.outage(), none.detail());
    };
  }

  /** The same answer about something derived from it. */
  default <R> Answer<R> map(Function<T, R> derive) {
    return switch (this) {
      case Answered<T> answered -> new Answered<>(derive.apply(answered.value()));
      case Unavailable<T> none -> new Unavailable<>(none.outage(), none.detail());
    };
  }
}
