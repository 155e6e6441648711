/**
 * What the model sees: five lagged features of each bar, as float32. Start at {@link
 * dev.aurora.service.e2d.feature.FeatureCalculator}.
 */
@NullMarked
package dev.aurora.service.e2d.feature;

import org.jspecify.annotations.NullMarked;
