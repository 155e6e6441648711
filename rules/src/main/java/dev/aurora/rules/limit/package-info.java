/**
 * Limits by name and scope, complete and typed. Start at LimitName, the list of all of them; a
 * LimitBookBuilder collects what limits.drl sets and finds what is wrong with it, a LimitBook says
 * which value of which scope binds an order, and rules read the answer as BoundLimits.
 */
package dev.aurora.rules.limit;
