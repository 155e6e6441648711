/**
 * The command line. Start at {@link dev.aurora.service.cli.Aurora}; {@link
 * dev.aurora.service.cli.Commands} lists the commands, one class each. A command gets its {@link
 * dev.aurora.service.cli.Invocation} (environment, folders, output), answers with an {@link
 * dev.aurora.service.cli.ExitCode}, and throws a {@link
 * dev.aurora.service.problem.ProblemException} for what stops it.
 */
package dev.aurora.service.cli;
