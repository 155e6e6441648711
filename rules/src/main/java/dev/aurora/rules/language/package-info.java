/**
 * The small language inside .drl files that officers may use: text to tree, every mistake at once.
 */
package dev.aurora.rules.language;
