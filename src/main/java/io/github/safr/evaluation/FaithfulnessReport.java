package io.github.safr.evaluation;

import io.github.safr.model.Removal;
import java.util.List;
import java.util.Map;

/**
 * How good explainers are.
 *
 * @param settings how they were measured
 * @param decisions what the model made of each text
 * @param limitTexts number of texts whose limits were looked for
 * @param markedTexts number of texts that people marked words in
 * @param explainers by way of removal, one report an explainer, in the order in which they were
 *     given
 */
public record FaithfulnessReport(
    EvaluationSettings settings,
    List<TextDecision> decisions,
    int limitTexts,
    int markedTexts,
    Map<Removal, List<ExplainerReport>> explainers) {

  /** Shares of a text's tokens, in percent, that comprehensiveness and sufficiency look at. */
  public static List<Integer> percents() {
    return java.util.Arrays.stream(RemovalCurve.PERCENTS).boxed().toList();
  }

  /** Shares of a text's tokens, in percent, at which the curves have their points. */
  public static List<Integer> curvePercents() {
    int step = 100 / (RemovalCurve.POINTS - 1);
    return java.util.stream.IntStream.range(0, RemovalCurve.POINTS)
        .map(i -> i * step)
        .boxed()
        .toList();
  }
}
