/** Two implementations of one contract, held against each other on many orders. */
package dev.aurora.rules.contract;
