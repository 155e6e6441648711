/** Tests of builds, on a real Temporal server where one is needed. */
package dev.aurora.service.build;
