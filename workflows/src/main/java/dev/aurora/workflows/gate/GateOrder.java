package dev.aurora.workflows.gate;

/**
 * One gate to judge with.
 *
 * @param evidenceId under which the verdict is stored
 */
public record GateOrder(String level, String gate, String evidenceId) {}
