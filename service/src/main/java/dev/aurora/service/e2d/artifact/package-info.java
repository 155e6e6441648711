/**
 * The files of a decision run: written atomically, named by digest, byte-identical when made again.
 * Start at {@link dev.aurora.service.e2d.artifact.ArtifactFolder}; {@link
 * dev.aurora.service.e2d.artifact.ExternalDecisions} reads the decisions of another program's run.
 */
@NullMarked
package dev.aurora.service.e2d.artifact;

import org.jspecify.annotations.NullMarked;
