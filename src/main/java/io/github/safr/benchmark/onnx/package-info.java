/**
 * Our networks written as ONNX files, so that others can run the same weights: standard operators
 * of opset 17, nothing of ours. Only logits; explanations stay at home.
 */
package io.github.safr.benchmark.onnx;
