/**
 * Gates of level L1 over shipped data and models. Start at {@link
 * dev.aurora.service.gate.data.CorporateActionsGate} and {@link
 * dev.aurora.service.gate.data.ExportParityGate}.
 */
@NullMarked
package dev.aurora.service.gate.data;

import org.jspecify.annotations.NullMarked;
