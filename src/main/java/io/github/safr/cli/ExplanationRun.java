package io.github.safr.cli;

import io.github.safr.evaluation.ClassificationMetrics;
import io.github.safr.evaluation.EvaluationListener;
import io.github.safr.evaluation.EvaluationSettings;
import io.github.safr.evaluation.EvaluationText;
import io.github.safr.evaluation.FaithfulnessEvaluation;
import io.github.safr.evaluation.FaithfulnessReport;
import io.github.safr.evaluation.NeuronEvaluation;
import io.github.safr.evaluation.NeuronReport;
import io.github.safr.evaluation.PairFaithfulness;
import io.github.safr.evaluation.PairReport;
import io.github.safr.evaluation.report.EvaluationResult;
import io.github.safr.explain.Explainer;
import io.github.safr.model.ModelException;
import io.github.safr.model.NetworkInspector;
import io.github.safr.model.Removal;
import io.github.safr.model.SafrModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Measures explanations as options ask for it, shows progress, and tells the figures. */
final class ExplanationRun {

  private final Console console;
  private final ExplanationOptions options;
  private final EvaluationSettings settings;
  private final SafrModel model;
  private final List<Explainer> explainers;

  /** The inside of the model, if neurons are measured. */
  private final Optional<NetworkInspector> inside;

  /**
   * Prepares a run: finds out before the work whether the model allows it.
   *
   * @param model the model
   * @param inspector opens the inside of the same model
   * @param seed of whatever is drawn
   * @throws ModelException if an explainer was asked for that needs to look inside, and cannot
   */
  ExplanationRun(
      Console console,
      ExplanationOptions options,
      SafrModel model,
      InspectorOnDemand inspector,
      long seed) {
    this.console = console;
    this.options = options;
    this.settings = options.settings(seed);
    this.model = model;
    this.explainers = options.explainers(model, inspector, seed);
    this.inside = options.neuronTexts() == 0 ? Optional.empty() : open(inspector);
  }

  private Optional<NetworkInspector> open(InspectorOnDemand inspector) {
    if (NeuronEvaluation.block(model).isEmpty()) {
      console.warning("Neurons are left out: explanations of this model report no block.");
      return Optional.empty();
    }
    try {
      return Optional.of(inspector.get());
    } catch (ModelException e) {
      console.warning("Neurons are left out. " + Failures.sentence(e));
      return Optional.empty();
    }
  }

  /** Measures, and prints the tables. */
  EvaluationResult run(List<EvaluationText> texts, ClassificationMetrics metrics) {
    FaithfulnessReport report = faithfulness(texts);
    Map<Removal, PairReport> pairs = pairs(texts);
    Optional<NeuronReport> neurons = inside.map(inspector -> neurons(texts, inspector));
    console.result(ExplanationTable.text(report, pairs));
    neurons.map(NeuronTable::text).ifPresent(console::result);
    return new EvaluationResult(model.id(), metrics, report, pairs, neurons, options.told());
  }

  private FaithfulnessReport faithfulness(List<EvaluationText> texts) {
    try (ProgressDisplay progress = progress("explain", "steps", texts.size())) {
      return new FaithfulnessEvaluation(settings)
          .run(
              texts,
              explainers,
              model,
              (done, total, doing) -> {
                progress.total(total);
                progress.stepTo(done);
                progress.note(doing);
              });
    }
  }

  private Map<Removal, PairReport> pairs(List<EvaluationText> texts) {
    try (ProgressDisplay progress = progress("pairs", "texts", texts.size())) {
      return new PairFaithfulness(settings).run(texts, model, counting(progress));
    }
  }

  private NeuronReport neurons(List<EvaluationText> texts, NetworkInspector inspector) {
    int most = options.neuronTexts();
    try (ProgressDisplay progress = progress("neurons", "texts", Math.min(most, texts.size()))) {
      return new NeuronEvaluation(settings, most).run(texts, model, inspector, counting(progress));
    }
  }

  private static EvaluationListener counting(ProgressDisplay progress) {
    return (done, total, doing) -> progress.stepTo(done);
  }

  private ProgressDisplay progress(String task, String unit, long total) {
    return ProgressDisplay.start(console, task, unit, total, Terminal.watchesStandardError());
  }
}
