package io.github.safr.explanations;

import org.apache.uima.cas.text.AnnotationFS;

/**
 * Two tokens that the classifier read together and that act on its decision together.
 *
 * @param first the token that comes first in the text
 * @param second the one that comes later
 * @param attention mean attention between the two, in [0, 1]
 * @param interference cosine of their neuron activations, in [-1, 1]
 * @param score what pairs are ranked by, in [0, 1]
 * @param annotation the {@code CorrelatedTokens} that says so
 */
public record WordPair(
    AnnotationFS first,
    AnnotationFS second,
    double attention,
    double interference,
    double score,
    AnnotationFS annotation) {}
