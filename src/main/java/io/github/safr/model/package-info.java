/**
 * A trained model at work: finding and checking a model directory, encoding tokens, cutting long
 * units into windows, running the network with DJL's TensorFlow engine, and putting its answers
 * together again. {@link io.github.safr.model.NetworkInspector} opens the same network with
 * TensorFlow alone, to look inside. Knows no UIMA and trains nothing.
 */
package io.github.safr.model;
