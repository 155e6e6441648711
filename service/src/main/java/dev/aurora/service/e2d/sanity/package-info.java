/**
 * DataSanity: whether bars may be decided upon, and by which rule not. Start at {@link
 * dev.aurora.service.e2d.sanity.DataSanity}; every rule is explained where it is named, in {@link
 * dev.aurora.service.e2d.sanity.SanityRule}.
 */
@NullMarked
package dev.aurora.service.e2d.sanity;

import org.jspecify.annotations.NullMarked;
