/** Fixtures that several tests share; start at {@link dev.aurora.service.testing.ShippedData}. */
@NullMarked
package dev.aurora.service.testing;

import org.jspecify.annotations.NullMarked;
