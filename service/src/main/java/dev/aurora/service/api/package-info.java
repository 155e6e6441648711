/**
 * The loopback API. Start at {@link dev.aurora.service.api.TokenFilter} (who may call), then the
 * resources, one per path.
 */
@NullMarked
package dev.aurora.service.api;

import org.jspecify.annotations.NullMarked;
