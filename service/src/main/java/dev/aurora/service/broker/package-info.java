/**
 * What Aurora needs of a broker, whoever it is. Start at Broker; expected outcomes and outages are
 * values. The paper broker is in {@code paper}.
 */
package dev.aurora.service.broker;
