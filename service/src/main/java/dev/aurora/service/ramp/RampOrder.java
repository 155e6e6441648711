package dev.aurora.service.ramp;

import dev.aurora.rules.fact.Stage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One checked order, as the books hold it.
 *
 * @param runKey of the run that it belongs to; null = a single order
 * @param stage that it was checked at
 * @param latency from verdict to outbox, or its age when it is approved and not sent; null when it
 *     was never to be sent
 */
record RampOrder(
    String clientOrderId,
    @Nullable String runKey,
    Stage stage,
    boolean denied,
    boolean unknown,
    @Nullable Duration latency) {}
