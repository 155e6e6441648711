/**
 * Tests that hold the shape of the code base and not what it does. Start at {@link
 * dev.aurora.service.architecture.ArchitectureTest}: it stands here because this module alone sees
 * all three.
 */
package dev.aurora.service.architecture;
