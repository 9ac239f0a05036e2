/**
 * Ways to say which tokens a decision rests on: the model's own, which comes with the forward pass,
 * and published methods that ask the model again and again, to compare with. Anyone's {@link
 * io.github.safr.explain.Explainer} can be measured beside them.
 *
 * <p>Methods that ask take the probability of the whole text from {@link
 * io.github.safr.explain.ExplainedText} and do not ask for it again. They ask about all texts of a
 * call together, in portions of bounded memory. Where they draw, what a text draws depends on the
 * seed and its tokens, never on the other texts of the call.
 *
 * <p>{@link io.github.safr.explain.LimeExplainer} and {@link
 * io.github.safr.explain.KernelShapExplainer} solve equations with {@code
 * org.hipparchus:hipparchus-core}, an optional dependency: programs that use them have to name it.
 */
package io.github.safr.explain;
