/**
 * The gates of level L1 that look at what Aurora does rather than at artifacts, and the nightly run
 * of the whole level. Start at {@link dev.aurora.service.night.NightGates}; the run's steps are
 * {@link dev.aurora.service.night.GateRunDesk}, its Schedule {@link
 * dev.aurora.service.night.NightSchedule}.
 */
@NullMarked
package dev.aurora.service.night;

import org.jspecify.annotations.NullMarked;
