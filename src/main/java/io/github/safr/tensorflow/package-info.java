/**
 * TensorFlow's native library: where it comes from, how it is set up, and on which device it runs.
 *
 * <p>Whatever runs TensorFlow, by DJL or directly, calls {@link
 * io.github.safr.tensorflow.TensorFlowRuntime#load} first. What all of them feed to a network is
 * here too: windows of piece numbers, and batches of them; and the names by which what lies inside
 * a finished network is found. Nothing here knows of models, texts or pipelines.
 */
package io.github.safr.tensorflow;
