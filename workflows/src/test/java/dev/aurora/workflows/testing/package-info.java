/** What tests of workflows share: steps that answer as told, and servers that know our names. */
package dev.aurora.workflows.testing;
