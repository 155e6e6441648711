package dev.aurora.service.api;

import java.util.List;

/**
 * The attempt that may be run now.
 *
 * @param legs client order ids of the orders that it tries again
 */
public record RetryAnswer(int attempt, List<String> legs) {

  public RetryAnswer {
    legs = List.copyOf(legs);
  }
}
