/** Fixtures that tests of several packages share; start at RealTemporal. */
package dev.aurora.service.testing;
