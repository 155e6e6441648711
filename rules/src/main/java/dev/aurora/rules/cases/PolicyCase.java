package dev.aurora.rules.cases;

import dev.aurora.rules.fact.OrderFacts;

/**
 * One case as an officer wrote it: facts and what is expected of them.
 *
 * @param control name of the folder
 * @param file path relative to the policy folder
 */
public record PolicyCase(
    String control, String file, String name, OrderFacts facts, Expectation expected) {}
