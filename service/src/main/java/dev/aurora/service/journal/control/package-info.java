/**
 * What is latched: kills and breakers by scope, in the books, so that they outlive every process.
 * Start at ControlStore; ControlView answers what a scope may do.
 */
package dev.aurora.service.journal.control;
