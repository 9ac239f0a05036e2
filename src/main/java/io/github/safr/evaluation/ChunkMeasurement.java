package io.github.safr.evaluation;

import io.github.safr.explain.PartialClassifier;
import io.github.safr.explain.PartialClassifier.Remainder;
import java.util.ArrayList;
import java.util.List;

/** Measures all explainers on a few texts under one removal. */
final class ChunkMeasurement {

  private final List<ChunkText> texts;
  private final AnswerCache answers;
  private final int beamWidth;

  /**
   * A measurement.
   *
   * @param texts the texts
   * @param classifier the model under the removal
   * @param beamWidth orders that the search for limits follows at a time
   */
  ChunkMeasurement(List<ChunkText> texts, PartialClassifier classifier, int beamWidth) {
    this.texts = texts;
    this.answers = new AnswerCache(classifier);
    this.beamWidth = beamWidth;
  }

  /**
   * What an explainer said of the texts.
   *
   * @param tally where its measures go
   * @param draws by draw and text: one score a token
   */
  record Scores(ExplainerTally tally, List<List<double[]>> draws) {

    List<double[]> of(int text) {
      return draws.stream().map(draw -> draw.get(text)).toList();
    }
  }

  /**
   * Measures.
   *
   * @param scores what each explainer said
   * @param measured is run after each text
   */
  void measure(List<Scores> scores, Runnable measured) {
    answers.ask(needed(scores));
    for (int t = 0; t < texts.size(); t++) {
      ChunkText text = texts.get(t);
      RemovalLimits limits = text.limits(answers, beamWidth);
      double[] drops = text.drops(answers);
      for (Scores ofExplainer : scores) {
        measure(text, limits, drops, ofExplainer.tally(), ofExplainer.of(t));
      }
      measured.run();
    }
  }

  /** All that curves and leave-one-out need to know of the model. */
  private List<Remainder> needed(List<Scores> scores) {
    List<Remainder> needed = new ArrayList<>();
    for (int t = 0; t < texts.size(); t++) {
      ChunkText text = texts.get(t);
      needed.addAll(text.leaveOneOut());
      for (Scores ofExplainer : scores) {
        for (double[] draw : ofExplainer.of(t)) {
          needed.addAll(Ranking.of(text.explained(), draw).remainders(text.counts()));
        }
      }
    }
    return needed;
  }

  private void measure(
      ChunkText text,
      RemovalLimits limits,
      double[] drops,
      ExplainerTally tally,
      List<double[]> draws) {
    boolean[] marks = text.text().marks();
    List<TextMeasures> measures = new ArrayList<>(draws.size());
    for (double[] scores : draws) {
      RemovalCurve curve = Ranking.of(text.explained(), scores).curve(text.counts(), answers);
      tally.addCurve(curve);
      measures.add(TextMeasurement.of(curve, limits, scores, tally.signed(), drops, marks));
    }
    tally.addText(TextMeasures.mean(measures));
    if (text.text().hasMarks()) {
      tally.addMarks(
          marks,
          draws.stream()
              .map(scores -> TextMeasurement.relativeSizes(scores, tally.signed()))
              .toList());
    }
  }
}
