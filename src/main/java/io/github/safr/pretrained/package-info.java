/**
 * A pretrained encoder to start training from: the weights and the word pieces of all-MiniLM-L6-v2,
 * under this project's names.
 *
 * <p>They are read straight from the ONNX file that a Maven artifact carries, without an ONNX
 * library. Only training needs them: a trained model holds its own weights. Nothing here builds
 * graphs or cuts text, and of the other packages only {@code network} is known, for {@code Weight}.
 */
package io.github.safr.pretrained;
