/**
 * The builds of the program that executions run on: each is a version of the Worker Deployment
 * {@code aurora}, an execution stays on the one that it began on, and a build is kept and served
 * until nothing runs on it. Start at {@link dev.aurora.service.build.BuildDesk}, which moves new
 * executions from build to build; {@link dev.aurora.service.build.VersionedWorkers} serves them.
 */
@NullMarked
package dev.aurora.service.build;

import org.jspecify.annotations.NullMarked;
