/**
 * Remembering what is asked for again and again, in bounded memory and for many threads. Knows
 * nothing of what is remembered.
 */
package io.github.safr.cache;
