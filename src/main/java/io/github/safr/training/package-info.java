/**
 * From labelled text to a model directory: reading, segmenting, batching, the training loop with
 * its checkpoints, and the finished model with its card; and from a finished model to one that was
 * taught anew what tokens contribute. Knows no UIMA; the arithmetic is in {@code network}.
 */
package io.github.safr.training;
