/**
 * Batches across callers: requests of many threads meet in one queue and are run together, however
 * small each is. Knows nothing of texts, models or TensorFlow: items have a length and a kind, and
 * somebody else runs them.
 */
package io.github.safr.batching;
