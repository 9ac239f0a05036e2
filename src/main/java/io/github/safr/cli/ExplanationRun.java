package io.github.safr.cli;

import io.github.safr.evaluation.ClassificationMetrics;
import io.github.safr.evaluation.EvaluationSettings;
import io.github.safr.evaluation.EvaluationText;
import io.github.safr.evaluation.FaithfulnessEvaluation;
import io.github.safr.evaluation.FaithfulnessReport;
import io.github.safr.evaluation.PairFaithfulness;
import io.github.safr.evaluation.PairReport;
import io.github.safr.evaluation.report.EvaluationResult;
import io.github.safr.explain.Explainer;
import io.github.safr.model.Removal;
import io.github.safr.model.SafrModel;
import java.util.List;
import java.util.Map;

/** Measures explanations as options ask for it, shows progress, and tells the figures. */
final class ExplanationRun {

  private final Console console;
  private final ExplanationOptions options;
  private final long seed;

  ExplanationRun(Console console, ExplanationOptions options, long seed) {
    this.console = console;
    this.options = options;
    this.seed = seed;
  }

  /** Measures, and prints the tables. */
  EvaluationResult run(SafrModel model, List<EvaluationText> texts, ClassificationMetrics metrics) {
    EvaluationSettings settings = options.settings(seed);
    FaithfulnessReport report = faithfulness(settings, model, texts);
    Map<Removal, PairReport> pairs = pairs(settings, model, texts);
    console.result(ExplanationTable.text(report, pairs));
    return new EvaluationResult(model.id(), metrics, report, pairs, options.told());
  }

  private FaithfulnessReport faithfulness(
      EvaluationSettings settings, SafrModel model, List<EvaluationText> texts) {
    List<Explainer> explainers = options.explainers(model, seed);
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

  private Map<Removal, PairReport> pairs(
      EvaluationSettings settings, SafrModel model, List<EvaluationText> texts) {
    try (ProgressDisplay progress = progress("pairs", "texts", texts.size())) {
      return new PairFaithfulness(settings)
          .run(texts, model, (done, total, doing) -> progress.stepTo(done));
    }
  }

  private ProgressDisplay progress(String task, String unit, long total) {
    return ProgressDisplay.start(console, task, unit, total, Terminal.watchesStandardError());
  }
}
