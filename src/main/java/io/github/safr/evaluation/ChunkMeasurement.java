package io.github.safr.evaluation;

import io.github.safr.explain.PartialClassifier.Remainder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Measures all explainers on a few texts under one removal. */
final class ChunkMeasurement {

  private final List<ChunkText> texts;
  private final AnswerCache answers;
  private final int beamWidth;

  /**
   * A measurement.
   *
   * @param texts the texts
   * @param answers what the model says under the removal, and has said so far
   * @param beamWidth orders that the search for limits follows at a time
   */
  ChunkMeasurement(List<ChunkText> texts, AnswerCache answers, int beamWidth) {
    this.texts = texts;
    this.answers = answers;
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
   * @param progress hears what is going on, and of each text
   */
  void measure(List<Scores> scores, EvaluationProgress progress) {
    progress.doing("measuring");
    answers.ask(needed(scores));
    RemovalLimits[] limits = limits(progress);
    for (int t = 0; t < texts.size(); t++) {
      ChunkText text = texts.get(t);
      double[] drops = text.drops(answers);
      for (Scores ofExplainer : scores) {
        measure(text, limits[t], drops, ofExplainer.tally(), ofExplainer.of(t));
      }
      progress.done(1);
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

  /** The limits of the curves of those texts that need them. */
  private RemovalLimits[] limits(EvaluationProgress progress) {
    RemovalLimits[] limits = new RemovalLimits[texts.size()];
    Arrays.fill(limits, RemovalLimits.UNKNOWN);
    int[] places =
        IntStream.range(0, limits.length).filter(t -> texts.get(t).needsLimits()).toArray();
    List<RemovalLimits> found =
        new LimitSearch(beamWidth, answers::look)
            .limits(
                Arrays.stream(places).mapToObj(t -> texts.get(t).explained()).toList(),
                round -> progress.doing("limits, step " + round));
    for (int i = 0; i < places.length; i++) {
      limits[places[i]] = found.get(i);
    }
    return limits;
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
