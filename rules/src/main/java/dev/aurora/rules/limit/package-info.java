/** Limits by name and scope, complete and typed: start at LimitBook. */
package dev.aurora.rules.limit;
