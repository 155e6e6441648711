/**
 * Decision runs in the books: a bar is decided once, and a plan that is made is kept. Start at
 * RunStore.
 */
package dev.aurora.service.journal.run;
