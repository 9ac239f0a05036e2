/**
 * The SAFR network as a TensorFlow graph, over words or over the word pieces of a pretrained
 * encoder ({@code Encoder} is what both are): embedding, word mask, transformer blocks, the terms
 * of the loss, the measures and the head that explain a decision, and the frozen graph that a model
 * directory holds.
 *
 * <p>The same building code makes the graph that is trained and the one that is shipped: {@code
 * Parameters} hands it variables or constants. Nothing here knows of texts, files of texts, or
 * UIMA.
 */
package io.github.safr.network;
