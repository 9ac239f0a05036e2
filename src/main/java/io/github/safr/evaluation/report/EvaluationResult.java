package io.github.safr.evaluation.report;

import io.github.safr.evaluation.ClassificationMetrics;
import io.github.safr.evaluation.FaithfulnessReport;
import io.github.safr.evaluation.NeuronReport;
import io.github.safr.evaluation.PairReport;
import io.github.safr.model.Removal;
import java.util.Map;
import java.util.Optional;

/**
 * All that was found out about a model and its explanations.
 *
 * @param model name and version of the model
 * @param metrics how often it is right
 * @param faithfulness how good explainers are
 * @param pairs how good the model's pairs are; empty if they were not measured
 * @param neurons what the neurons of its explanations are worth; empty if they were not measured
 * @param options what else decided the figures, for those who compare them: name and value
 */
public record EvaluationResult(
    String model,
    ClassificationMetrics metrics,
    FaithfulnessReport faithfulness,
    Map<Removal, PairReport> pairs,
    Optional<NeuronReport> neurons,
    Map<String, Object> options) {}
