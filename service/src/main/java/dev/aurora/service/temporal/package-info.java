/**
 * The Temporal server that Aurora runs on: found, fetched, started and looked after. Start at
 * {@link dev.aurora.service.temporal.TemporalServers}: the environment's cluster when it names one,
 * else the {@link dev.aurora.service.temporal.EmbeddedTemporal} of the data directory. Workers and
 * workflows are elsewhere.
 */
package dev.aurora.service.temporal;
