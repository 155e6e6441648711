/**
 * Wires and runs the service process. Start at {@link dev.aurora.service.app.ServiceMain}; {@link
 * dev.aurora.service.app.Wiring} says which object is built from what.
 */
@NullMarked
package dev.aurora.service.app;

import org.jspecify.annotations.NullMarked;
