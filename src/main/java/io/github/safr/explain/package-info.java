/**
 * Ways to say which tokens a decision rests on: the model's own, which comes with the forward pass,
 * and published methods that ask the model again and again, to compare with. Anyone's {@link
 * io.github.safr.explain.Explainer} can be measured beside them.
 */
package io.github.safr.explain;
