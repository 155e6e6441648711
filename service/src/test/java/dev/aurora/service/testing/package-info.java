/**
 * What tests share: a real Temporal server ({@link dev.aurora.service.testing.RealTemporal}),
 * oracles and data made by known rules.
 */
package dev.aurora.service.testing;
