/**
 * {@code aurora demo}: the main job on real bars. Start at {@link
 * dev.aurora.service.demo.DemoRunner}.
 */
@NullMarked
package dev.aurora.service.demo;

import org.jspecify.annotations.NullMarked;
