/**
 * The trained model: its side-car says what it expects, its bytes are checked against that, and it
 * answers one row at a time. Start at {@link dev.aurora.service.e2d.model.OnnxModel}.
 */
@NullMarked
package dev.aurora.service.e2d.model;

import org.jspecify.annotations.NullMarked;
