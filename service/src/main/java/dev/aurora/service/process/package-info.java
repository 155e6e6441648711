/**
 * Programs that outlive the command that started them. Start at {@link
 * dev.aurora.service.process.ServiceProcess}, which starts and stops the service; {@link
 * dev.aurora.service.process.HomeLock} is how the service owns its data directory. {@link
 * dev.aurora.service.process.DetachedProgram} and {@link dev.aurora.service.process.RunningProgram}
 * start and recognise any program, the embedded Temporal server too.
 */
package dev.aurora.service.process;
