package io.github.safr.cli;

import io.github.safr.model.NetworkInspector;
import io.github.safr.model.SafrModel;
import java.util.function.Supplier;

/**
 * What explainers are made from.
 *
 * @param model whose decisions they explain
 * @param inspector opens the inside of the same model, for those that look there
 * @param seed of those that rest on chance
 * @param randomDraws random explainers whose mean is measured
 * @param samples texts that LIME and Kernel SHAP ask about for each text
 * @param gradientSteps steps of integrated gradients
 */
record ExplainerSettings(
    SafrModel model,
    Supplier<NetworkInspector> inspector,
    long seed,
    int randomDraws,
    int samples,
    int gradientSteps) {}
