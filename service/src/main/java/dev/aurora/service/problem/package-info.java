/**
 * What stops a command before it has an answer, said so that a person can act on it. Start at
 * {@link dev.aurora.service.problem.Problem}; {@link dev.aurora.service.problem.ProblemException}
 * is how it travels. A denied order or a red gate is an answer, not a problem.
 */
package dev.aurora.service.problem;
