package dev.aurora.service.e2d;

import java.time.Duration;

/**
 * Progress of a run, told after each stage.
 *
 * @param runId the run
 * @param stage the stage that is done
 * @param resumed whether it was taken over from the checkpoint instead of done again
 * @param elapsed time it took, by the pipeline's stopwatch
 */
public record StageReport(String runId, E2dStage stage, boolean resumed, Duration elapsed) {}
