/**
 * The engines that people put in UIMA pipelines: segmenter, classifier, explainer, the model that
 * they share, and the aggregate of them all.
 *
 * <p>What is here turns annotations into token texts and predictions into annotations. It decides
 * nothing about language or networks: sentences and tokens come from {@code text}, predictions and
 * explanations from {@code model}. It knows nothing of training, evaluation, files of documents or
 * the command line.
 */
package io.github.safr.uima;
