/** Module root; start at ARCHITECTURE.md. */
package dev.aurora.service;
