/** What a ramp is watched by; see {@code dev.aurora.service.ramp}. */
package dev.aurora.service.ramp;
