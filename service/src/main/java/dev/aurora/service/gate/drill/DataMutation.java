package dev.aurora.service.gate.drill;

import java.util.Objects;

/**
 * One way to spoil a copy of the shipped data, or what judges it.
 *
 * @param gate gate that must notice
 * @param name what it does, in words
 * @param spoil does it
 * @param expectedRed false for a control, which must stay green
 */
record DataMutation(String gate, String name, Spoiler spoil, boolean expectedRed) {

  /** Changes a copy. */
  @FunctionalInterface
  interface Spoiler {
    void spoil(DataCopy copy) throws Exception;
  }

  DataMutation {
    Objects.requireNonNull(gate, "gate");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(spoil, "spoil");
  }

  static DataMutation red(String gate, String name, Spoiler spoil) {
    return new DataMutation(gate, name, spoil, true);
  }

  static DataMutation control(String gate, String name, Spoiler spoil) {
    return new DataMutation(gate, name, spoil, false);
  }
}
