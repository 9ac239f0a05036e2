package io.github.safr.cli;

import io.github.safr.model.SafrModel;

/**
 * What explainers are made from.
 *
 * @param model whose decisions they explain
 * @param seed of those that rest on chance
 * @param samples texts that LIME and Kernel SHAP ask about for each text
 * @param gradientSteps steps of integrated gradients
 */
record ExplainerSettings(SafrModel model, long seed, int samples, int gradientSteps) {}
